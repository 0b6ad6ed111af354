package dev.forja.ir.op.reduce;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** Mean along axes. No axes means all axes. */
public record ReduceMean(List<Integer> axes, boolean keepDims) implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Mean along axes.",
                "sum(x) / count",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("ReduceMean", 1, OnnxReduction.of(ReduceMean::new))));
    }

    public ReduceMean {
        axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.require(
                this,
                operands.getFirst().dtype().isFloat(),
                "element type",
                "f32 or f64",
                operands.getFirst());
        return List.of(Reductions.type(this, operands, axes, keepDims));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var count = Dim.ONE;
        for (int axis : Reductions.axes(this, axes, x.type().rank())) {
            count = count.times(x.type().shape().dim(axis));
        }
        var sum = builder.add(new ReduceSum(axes, keepDims), x);
        var size =
                Emit.spread(
                        builder, Emit.dim(builder, count, x.type().dtype()), sum.type().shape());
        return List.of(builder.add(new Div(), sum, size));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(OnnxReduction.write(target, "ReduceMean", axes, keepDims));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new ReduceMean(List.of(), false), "f32[n, 5]"),
                Sample.of(new ReduceMean(List.of(0), true), "f32[n, 5]"),
                Sample.of(new ReduceMean(List.of(-1), false), "f64[2, 3]"));
    }
}
