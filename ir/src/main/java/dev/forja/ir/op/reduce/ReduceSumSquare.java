package dev.forja.ir.op.reduce;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** Sum of the squares along axes. No axes means all axes. */
public record ReduceSumSquare(List<Integer> axes, boolean keepDims)
        implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Sum of the squares along axes.",
                "sum of x^2",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since(
                                "ReduceSumSquare", 1, OnnxReduction.of(ReduceSumSquare::new))));
    }

    public ReduceSumSquare {
        axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return List.of(Reductions.type(this, operands, axes, keepDims));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        return List.of(builder.add(new ReduceSum(axes, keepDims), builder.add(new Mul(), x, x)));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(OnnxReduction.write(target, "ReduceSumSquare", axes, keepDims));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new ReduceSumSquare(List.of(1), false), "f32[n, 5]"),
                Sample.within(-2, 2, new ReduceSumSquare(List.of(), true), "f64[3, 4]"));
    }
}
