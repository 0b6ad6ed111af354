package dev.forja.ir.op.norm;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Layer normalisation (Ba, Kiros and Hinton 2016) over the axes from the given one on. */
public record LayerNorm(int axis, double epsilon) implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Layer normalisation.",
                "(x - mean x) / sqrt(var x + epsilon) * scale + bias",
                List.of("x", "scale", "bias"),
                List.of(OpDoc.OnnxName.since("LayerNormalization", 17, LayerNorm::fromOnnx)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var x = operands.getFirst();
        Statistics.requireFloat(this, x);
        int first = Operands.axis(this, axis, x.rank());
        var expected = x.withShape(new Shape(x.shape().dims().subList(first, x.rank())));
        for (int i = 1; i < 3; i++) {
            var name = doc().operands().get(i);
            Operands.require(
                    this,
                    operands.get(i).equals(expected),
                    "type of " + name,
                    expected + ", the normalised axes of x " + x,
                    operands.get(i));
        }
        return List.of(x);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new Statistics(builder);
        var x = operands.get(0);
        int rank = x.type().rank();
        var axes = Statistics.axesFrom(Operands.axis(this, axis, rank), rank);
        var standard = builder.add(new Standardize(axes, epsilon), x);
        return List.of(math.add(math.mul(standard, operands.get(1)), operands.get(2)));
    }

    /** Further results are the mean and the inverse of the standard deviation. */
    private static List<Value> fromOnnx(OnnxCall call) {
        Statistics.stash(call);
        var b = call.builder();
        var math = new Statistics(b);
        var x = call.operand(0);
        int rank = x.type().rank();
        int axis = call.axis("axis", -1, rank);
        double epsilon = call.real("epsilon", 1e-5);
        var axes = Statistics.axesFrom(axis, rank);
        var inner = x.type().withShape(new Shape(x.type().shape().dims().subList(axis, rank)));
        boolean isPlain =
                call.type(1).equals(inner) && (!call.has(2) || call.type(2).equals(inner));
        var results = new ArrayList<Value>();
        if (isPlain) {
            var bias = call.has(2) ? call.operand(2) : Emit.fill(b, inner, 0);
            results.add(b.add(new LayerNorm(axis, epsilon), x, call.operand(1), bias));
        } else {
            var y = math.mul(b.add(new Standardize(axes, epsilon), x), call.operand(1));
            results.add(call.has(2) ? math.add(y, call.operand(2)) : y);
        }
        if (call.wants(1) || call.wants(2)) {
            results.add(math.mean(x, axes));
            results.add(math.inverseDeviation(math.variance(x, axes), epsilon));
        }
        return results;
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        // The standard has the statistics of wider numbers in f32.
        return target.type(0).dtype() == DType.F32
                ? WritesOnnx.one(
                        target.plain("LayerNormalization")
                                .with("axis", axis)
                                .with("epsilon", epsilon)
                                .result())
                : Optional.empty();
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new LayerNorm(-1, 1e-3), "f32[n, 5]", "f32[5]", "f32[5]"),
                Sample.of(new LayerNorm(1, 1e-3), "f32[n, 3, 40]", "f32[3, 40]", "f32[3, 40]"),
                Sample.of(new LayerNorm(-1, 1e-5), "f64[2, n+1]", "f64[n+1]", "f64[n+1]"));
    }
}
