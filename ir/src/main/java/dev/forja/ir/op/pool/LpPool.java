package dev.forja.ir.op.pool;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxWindows;
import dev.forja.ir.op.reduce.Norms;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** The p-norm of each window over the spatial axes; padding counts as zeros. */
public record LpPool(
        int p,
        List<Integer> sizes,
        List<Integer> strides,
        List<Integer> dilations,
        List<Dim> low,
        List<Dim> high,
        boolean ceilMode,
        boolean channelsLast)
        implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The p-norm of each window.",
                "y[n, p, c] = (sum over k of |x[n, p * stride + k * dilation - low, c]|^p)^(1/p)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("LpPool", 2, OnnxImport.one(LpPool::fromOnnx))));
    }

    public LpPool {
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    private Pooling pooling() {
        return new Pooling(sizes, strides, dilations, low, high, ceilMode, channelsLast);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        var type = pooling().infer(this, operands);
        Operands.require(this, type.dtype().isFloat(), "element type", "f32 or f64", type);
        Operands.require(this, p >= 1, "p", "1 or more", p);
        return List.of(type);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var windows = pooling().windows(builder, x, 0);
        var elements = pooling().elements(x.type().rank());
        return List.of(Norms.of(builder, windows, elements, false, p));
    }

    private static LpPool of(Pooling pooling, int p) {
        return new LpPool(
                p,
                pooling.sizes(),
                pooling.strides(),
                pooling.dilations(),
                pooling.low(),
                pooling.high(),
                pooling.ceilMode(),
                pooling.channelsLast());
    }

    private static Value fromOnnx(OnnxCall call) {
        var pooling = Pooling.of(OnnxWindows.ofPool(call), call.flag("ceil_mode", false));
        return call.builder()
                .add(of(pooling, Math.toIntExact(call.integer("p", 2))), call.operand(0));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.1, 2, of(Pooling.plain(1, 2, 2, 0, false), 2), "f32[2, 3, 2*n]"),
                Sample.within(0.1, 2, of(Pooling.plain(2, 3, 2, 1, true), 3), "f32[2, n, 5, 3]"),
                Sample.within(0.1, 2, of(Pooling.plain(2, 2, 1, 0, false), 1), "f64[2, 2, 3, 4]"));
    }
}
