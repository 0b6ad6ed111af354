package dev.forja.ir.op.reduce;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Abs;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** Sum of the absolute values along axes. No axes means all axes. */
public record ReduceL1(List<Integer> axes, boolean keepDims) implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Sum of the absolute values along axes.",
                "sum of |x|",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("ReduceL1", 1, OnnxReduction.of(ReduceL1::new))));
    }

    public ReduceL1 {
        axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return List.of(Reductions.type(this, operands, axes, keepDims));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        return List.of(builder.add(new ReduceSum(axes, keepDims), builder.add(new Abs(), x)));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(OnnxReduction.write(target, "ReduceL1", axes, keepDims));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.2, 2, new ReduceL1(List.of(1), false), "f32[n, 5]"),
                Sample.within(0.2, 2, new ReduceL1(List.of(), true), "f64[3, 4]"));
    }
}
