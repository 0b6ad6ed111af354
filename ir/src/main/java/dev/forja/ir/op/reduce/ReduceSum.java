package dev.forja.ir.op.reduce;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StackSum;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.op.shape.Squeeze;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sum along axes. No axes means all axes. */
public record ReduceSum(List<Integer> axes, boolean keepDims)
        implements StructuredOp, StackSum, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Sum along axes.",
                "sum of x",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("ReduceSum", 1, OnnxReduction.of(ReduceSum::new))));
    }

    public ReduceSum {
        axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return List.of(Reductions.type(this, operands, axes, keepDims));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var reduced = Reductions.axes(this, axes, operands.getFirst().rank());
        return List.of(
                Kernels.reduction(
                        this,
                        operands.getFirst(),
                        reduced,
                        result,
                        keepDims,
                        Combiner.SUM,
                        location));
    }

    @Override
    public Value sumOfStack(FunctionBuilder builder, List<Value> stacks) {
        var stack = stacks.getFirst();
        int rank = stack.type().rank();
        var reduced = new ArrayList<>(List.of(0));
        Reductions.axes(this, axes, rank - 1).forEach(axis -> reduced.add(axis + 1));
        var sum = builder.add(new ReduceSum(reduced, keepDims), stack);
        return keepDims ? builder.add(new Squeeze(List.of(0)), sum) : sum;
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r ->
                List.of(Reductions.spread(r.builder(), r.cotangent(), r.operand(0).type(), axes)));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(OnnxReduction.write(target, "ReduceSum", axes, keepDims));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new ReduceSum(List.of(1), false), "f32[n, 5]"),
                Sample.of(new ReduceSum(List.of(0), false), "f32[n, 5]"),
                Sample.of(new ReduceSum(List.of(), false), "f32[3, n]"),
                Sample.of(new ReduceSum(List.of(-1), true), "f32[2, 40]"),
                Sample.of(new ReduceSum(List.of(0, 2), true), "f64[2, n, 3]"),
                Sample.of(new ReduceSum(List.of(1), false), "f32[3, n]"),
                Sample.of(new ReduceSum(List.of(0), false), "i32[4]"));
    }
}
