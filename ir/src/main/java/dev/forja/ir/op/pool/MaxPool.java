package dev.forja.ir.op.pool;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxWindows;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.ir.op.shape.ScatterAdd;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The greatest element of each window over the spatial axes; padding never wins. The gradient goes
 * to the first greatest element of a window.
 */
public record MaxPool(
        List<Integer> sizes,
        List<Integer> strides,
        List<Integer> dilations,
        List<Dim> low,
        List<Dim> high,
        boolean ceilMode,
        boolean channelsLast)
        implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The greatest element of each window.",
                "y[n, p, c] = max over k of x[n, p * stride + k * dilation - low, c]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("MaxPool", 1, MaxPool::fromOnnx)
                                .range(OnnxRange.ORDERS)));
    }

    public MaxPool {
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
        return List.of(pooling().infer(this, operands));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var windows = pooling().windows(builder, x, Double.NEGATIVE_INFINITY);
        var elements = pooling().elements(x.type().rank());
        return List.of(builder.add(new ReduceMax(elements, false), windows));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(scatterBack(r)));
    }

    private Value scatterBack(Gradient.Request r) {
        var b = r.builder();
        var x = r.operand(0);
        var places =
                new MaxPoolIndices(sizes, strides, dilations, low, high, ceilMode, channelsLast);
        var flat = Shape.of(r.cotangent().type().shape().size());
        var indices = Emit.reshape(b, b.add(places, x), flat);
        var cotangent = Emit.reshape(b, r.cotangent(), flat);
        var sum = b.add(new ScatterAdd(0, x.type().shape().size()), cotangent, indices);
        return Emit.reshape(b, sum, x.type().shape());
    }

    private static MaxPool of(Pooling p) {
        return new MaxPool(
                p.sizes(),
                p.strides(),
                p.dilations(),
                p.low(),
                p.high(),
                p.ceilMode(),
                p.channelsLast());
    }

    private static List<Value> fromOnnx(OnnxCall call) {
        var windows = OnnxWindows.ofPool(call);
        var pooling = Pooling.of(windows, call.flag("ceil_mode", false));
        var b = call.builder();
        var x = call.operand(0);
        var max = b.add(of(pooling), x);
        call.yields(1, OnnxElement.I64);
        if (!call.wants(1)) {
            return List.of(max);
        }
        var places = OnnxBuild.convert(b, b.add(MaxPoolIndices.of(pooling), x), DType.I64);
        return List.of(
                max,
                call.flag("storage_order", false)
                        ? MaxPoolIndices.columnMajor(b, places, x.type().shape())
                        : places);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return pooling().write(target, "MaxPool", Map.of()).map(List::of);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(of(Pooling.plain(1, 2, 2, 0, false)), "f32[2, 3, 2*n]"),
                Sample.of(of(Pooling.plain(2, 2, 2, 0, true)), "f32[n, 4, 6, 9]"),
                Sample.of(of(Pooling.plain(2, 3, 2, 1, true)), "f32[2, n, 5, 3]"),
                Sample.of(of(Pooling.plain(2, 3, 1, 1, false)), "f32[1, 2, 4, n]"),
                Sample.of(of(Pooling.plain(2, 3, 2, 0, true).ceil()), "f32[n, 6, 8, 2]"),
                Sample.of(of(Pooling.plain(1, 2, 1, 0, false).dilated(3)), "f64[n, 2, 6]"),
                Sample.of(of(Pooling.plain(3, 2, 1, 0, true)), "f32[n, 2, 3, 2, 3]"));
    }
}
