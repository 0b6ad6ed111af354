package dev.forja.ir.op.norm;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Normalisation by the root of the mean square (Zhang and Sennrich 2019) over the axes from the
 * given one on.
 */
public record RmsNorm(int axis, double epsilon) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Normalisation by the root of the mean square.",
                "x / sqrt(mean x^2 + epsilon) * scale",
                List.of("x", "scale"),
                List.of(
                        OpDoc.OnnxName.since(
                                "RMSNormalization", 23, OnnxImport.one(RmsNorm::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var x = operands.getFirst();
        Statistics.requireFloat(this, x);
        int first = Operands.axis(this, axis, x.rank());
        var expected = x.withShape(new Shape(x.shape().dims().subList(first, x.rank())));
        Operands.require(
                this,
                operands.get(1).equals(expected),
                "type of scale",
                expected + ", the normalised axes of x " + x,
                operands.get(1));
        return List.of(x);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new Statistics(builder);
        var x = operands.get(0);
        int rank = x.type().rank();
        var axes = Statistics.axesFrom(Operands.axis(this, axis, rank), rank);
        var square = math.mean(builder.add(new Square(), x), axes);
        var scaled = math.mul(x, math.inverseDeviation(square, epsilon));
        return List.of(math.mul(scaled, operands.get(1)));
    }

    private static Value fromOnnx(OnnxCall call) {
        Statistics.stash(call);
        int axis = call.axis("axis", -1, call.type(0).rank());
        return call.builder()
                .add(
                        new RmsNorm(axis, call.real("epsilon", 1e-5)),
                        call.operand(0),
                        Statistics.normalised(call, 1, axis));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new RmsNorm(-1, 1e-3), "f32[n, 5]", "f32[5]"),
                Sample.of(new RmsNorm(1, 1e-3), "f32[n, 3, 40]", "f32[3, 40]"),
                Sample.of(new RmsNorm(-1, 1e-5), "f64[2, n+1]", "f64[n+1]"));
    }
}
