package dev.forja.ir.op.pool;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.reduce.Norms;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** The p-norm over the spatial axes of each channel. */
public record GlobalLpPool(int p, boolean keepDims, boolean channelsLast) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The p-norm over the spatial axes.",
                "y[n, c] = (sum over q of |x[n, q, c]|^p)^(1/p)",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("GlobalLpPool", 2)
                                .absent("p", 2)
                                .fixed("keepDims", true)
                                .fixed("channelsLast", false)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        var type = GlobalPooling.infer(this, operands, keepDims, channelsLast);
        Operands.require(this, type.dtype().isFloat(), "element type", "f32 or f64", type);
        Operands.require(this, p >= 1, "p", "1 or more", p);
        return List.of(type);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        return List.of(
                GlobalPooling.reduce(
                        builder,
                        operands.getFirst(),
                        keepDims,
                        channelsLast,
                        (x, axis) -> Norms.of(builder, x, List.of(axis), false, p)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.1, 2, new GlobalLpPool(2, true, false), "f32[n, 3, 5, 7]"),
                Sample.within(0.1, 2, new GlobalLpPool(3, false, true), "f32[2, n+1, 3]"));
    }
}
