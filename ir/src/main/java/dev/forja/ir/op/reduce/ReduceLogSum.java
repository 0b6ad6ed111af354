package dev.forja.ir.op.reduce;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Log;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** Logarithm of the sum along axes. No axes means all axes. */
public record ReduceLogSum(List<Integer> axes, boolean keepDims)
        implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Logarithm of the sum along axes.",
                "ln(sum of x)",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since(
                                "ReduceLogSum", 1, OnnxReduction.of(ReduceLogSum::new))));
    }

    public ReduceLogSum {
        axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return List.of(Reductions.type(this, operands, axes, keepDims));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        return List.of(builder.add(new Log(), builder.add(new ReduceSum(axes, keepDims), x)));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(OnnxReduction.write(target, "ReduceLogSum", axes, keepDims));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.2, 2, new ReduceLogSum(List.of(1), false), "f32[n, 5]"),
                Sample.within(0.2, 2, new ReduceLogSum(List.of(), true), "f64[3, 4]"));
    }
}
