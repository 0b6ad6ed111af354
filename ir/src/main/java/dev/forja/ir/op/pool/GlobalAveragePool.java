package dev.forja.ir.op.pool;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.reduce.ReduceMean;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** The mean over the spatial axes of each channel. */
public record GlobalAveragePool(boolean keepDims, boolean channelsLast) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The mean over the spatial axes.",
                "y[n, c] = mean over p of x[n, p, c]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("GlobalAveragePool", 1)
                                .fixed("keepDims", true)
                                .fixed("channelsLast", false)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return List.of(GlobalPooling.infer(this, operands, keepDims, channelsLast));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        return List.of(
                GlobalPooling.reduce(
                        builder,
                        operands.getFirst(),
                        keepDims,
                        channelsLast,
                        (x, axis) -> builder.add(new ReduceMean(List.of(axis), false), x)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new GlobalAveragePool(false, true), "f32[2, n+1, 3, 9]"),
                Sample.of(new GlobalAveragePool(true, false), "f32[2, 3, 5, n+1]"),
                Sample.of(new GlobalAveragePool(false, false), "f64[n, 2, 40]"));
    }
}
