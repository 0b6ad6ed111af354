package dev.forja.ir.op.pool;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxWindows;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Window;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mean of each window over the spatial axes. Padding doesn't count, or counts as zeros.
 *
 * @param countIncludePad whether padding counts; what ceilMode adds behind never does
 */
public record AveragePool(
        List<Integer> sizes,
        List<Integer> strides,
        List<Integer> dilations,
        List<Dim> low,
        List<Dim> high,
        boolean ceilMode,
        boolean countIncludePad,
        boolean channelsLast)
        implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The mean of each window.",
                "y[n, p, c] = sum over k of x[n, p * stride + k * dilation - low, c] / count[p]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since(
                                "AveragePool", 1, OnnxImport.one(AveragePool::fromOnnx))));
    }

    public AveragePool {
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
        return List.of(type);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var windows = pooling().windows(builder, x, 0);
        var elements = pooling().elements(x.type().rank());
        var sum = builder.add(new ReduceSum(elements, false), windows);
        Value count = null;
        int always = 1;
        for (int i : pooling().each()) {
            var size = x.type().shape().dim(pooling().spatial(i));
            if (isFull(i)) {
                always *= sizes.get(i);
            } else {
                var own = count(builder, i, size, sum.type());
                count = count == null ? own : builder.add(new Mul(), count, own);
            }
        }
        var constant = Emit.fill(builder, TensorType.scalar(x.type().dtype()), always);
        count =
                count == null
                        ? constant
                        : Broadcasting.apply(builder, new Mul(), List.of(count, constant));
        return List.of(Broadcasting.apply(builder, new Div(), List.of(sum, count)));
    }

    /** Does every element of every window count? */
    private boolean isFull(int i) {
        boolean isPadded =
                !low.get(i).isConstant(0)
                        || !(high.get(i).isConstant() && high.get(i).constant() <= 0);
        return !ceilMode && (countIncludePad || !isPadded);
    }

    /** How many elements count in the windows along one axis, repeated over the result. */
    private Value count(FunctionBuilder builder, int i, Dim size, TensorType result) {
        var before = countIncludePad ? Dim.ZERO : low.get(i);
        var behind = pooling().reach(i, size).minus(countIncludePad ? high.get(i) : Dim.ZERO);
        var counted = countIncludePad ? size.plus(low.get(i)).plus(high.get(i)) : size;
        var ones = Emit.fill(builder, new TensorType(result.dtype(), Shape.of(counted)), 1);
        var padded = builder.add(new Pad(List.of(before), List.of(behind), List.of(0), 0), ones);
        var windows =
                builder.add(
                        new Window(
                                List.of(0),
                                List.of(0),
                                List.of(pooling().count(i, size)),
                                List.of(Dim.of(sizes.get(i))),
                                List.of(strides.get(i)),
                                List.of(dilations.get(i))),
                        padded);
        var sum = builder.add(new ReduceSum(List.of(1), false), windows);
        return builder.add(new Broadcast(result.shape(), List.of(pooling().spatial(i))), sum);
    }

    private static AveragePool of(Pooling p, boolean countIncludePad) {
        return new AveragePool(
                p.sizes(),
                p.strides(),
                p.dilations(),
                p.low(),
                p.high(),
                p.ceilMode(),
                countIncludePad,
                p.channelsLast());
    }

    private static Value fromOnnx(OnnxCall call) {
        var pooling = Pooling.of(OnnxWindows.ofPool(call), call.flag("ceil_mode", false));
        return call.builder()
                .add(of(pooling, call.flag("count_include_pad", false)), call.operand(0));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return pooling()
                .write(target, "AveragePool", Map.of("count_include_pad", countIncludePad))
                .map(List::of);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(of(Pooling.plain(1, 2, 2, 0, false), false), "f32[2, 3, 2*n]"),
                Sample.of(of(Pooling.plain(2, 2, 2, 0, true), true), "f32[n, 4, 6, 9]"),
                Sample.of(of(Pooling.plain(2, 3, 2, 1, true), false), "f32[2, n, 5, 3]"),
                Sample.of(of(Pooling.plain(2, 3, 1, 1, false), true), "f32[1, 2, 4, n]"),
                Sample.of(of(Pooling.plain(2, 3, 2, 1, true).ceil(), true), "f32[n, 6, 8, 2]"),
                Sample.of(of(Pooling.plain(2, 3, 2, 1, false).ceil(), false), "f32[n, 2, 6, 3]"),
                Sample.of(of(Pooling.plain(1, 2, 1, 1, false).dilated(3), false), "f64[n, 2, 6]"));
    }
}
