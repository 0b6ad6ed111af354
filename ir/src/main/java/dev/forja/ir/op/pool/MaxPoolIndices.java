package dev.forja.ir.op.pool;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Rem;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.reduce.ReduceMin;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the first greatest element of each window of a max pooling lies: its position in all of x,
 * counted in row-major order. A window without one (all NaN) gives the greatest i32.
 */
public record MaxPoolIndices(
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
                "Position of the greatest element of each window.",
                "y[n, p, c] = the least position of x where maxPool(x)[n, p, c] stands in the window",
                List.of("x"),
                List.of());
    }

    public MaxPoolIndices {
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
        return List.of(pooling().infer(this, operands).withType(DType.I32));
    }

    /** The least position among those at which the window holds its greatest element. */
    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var max =
                builder.add(
                        new MaxPool(sizes, strides, dilations, low, high, ceilMode, channelsLast),
                        x);
        var windows = pooling().windows(builder, x, Double.NEGATIVE_INFINITY);
        int rank = x.type().rank();
        var shape = windows.type().shape();
        var each = IntStream.range(0, rank).boxed().toList();
        var isMax = builder.add(new Equal(), windows, builder.add(new Broadcast(shape, each), max));
        var positions = positions(builder, shape, x.type().shape());
        var none = Emit.fill(builder, new TensorType(DType.I32, shape), Integer.MAX_VALUE);
        var candidates = builder.add(new Where(), isMax, positions, none);
        return List.of(builder.add(new ReduceMin(pooling().elements(rank), false), candidates));
    }

    /** The position in x of each element of each window; that of padding is outside or wrong. */
    private Value positions(FunctionBuilder builder, Shape windows, Shape x) {
        var strideOf = x.strides();
        var constant = Dim.ZERO;
        Value sum = null;
        for (int axis = 0; axis < x.rank(); axis++) {
            var factor = strideOf.get(axis);
            int i = axis - pooling().spatial(0);
            boolean isSpatial = i >= 0 && i < sizes.size();
            var step = isSpatial ? factor.times(strides.get(i)) : factor;
            sum = plus(builder, sum, term(builder, windows, axis, step));
            if (isSpatial) {
                var element = factor.times(dilations.get(i));
                sum = plus(builder, sum, term(builder, windows, x.rank() + i, element));
                constant = constant.minus(factor.times(low.get(i)));
            }
        }
        return plus(builder, sum, Emit.dim(builder, constant, DType.I32));
    }

    private static Value term(FunctionBuilder builder, Shape shape, int axis, Dim factor) {
        var index = builder.add(new Iota(DType.I32, shape, axis));
        return Broadcasting.apply(
                builder, new Mul(), List.of(index, Emit.dim(builder, factor, DType.I32)));
    }

    private static Value plus(FunctionBuilder builder, Value sum, Value term) {
        return sum == null ? term : Broadcasting.apply(builder, new Add(), List.of(sum, term));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("a position has no derivative");
    }

    static MaxPoolIndices of(Pooling p) {
        return new MaxPoolIndices(
                p.sizes(),
                p.strides(),
                p.dilations(),
                p.low(),
                p.high(),
                p.ceilMode(),
                p.channelsLast());
    }

    /**
     * Positions (i64) with the spatial axes of [batch, channels, spatial..] in the other order: the
     * first one is the fastest.
     */
    static Value columnMajor(FunctionBuilder builder, Value places, Shape x) {
        var spatial = x.dims().subList(2, x.rank());
        var plane = Emit.dim(builder, new Shape(spatial).size(), DType.I64);
        var rest = apply(builder, new Rem(), places, plane);
        var sum = apply(builder, new Sub(), places, rest);
        for (int i = spatial.size() - 1; i >= 0; i--) {
            var size = Emit.dim(builder, spatial.get(i), DType.I64);
            var factor = Emit.dim(builder, new Shape(spatial.subList(0, i)).size(), DType.I64);
            var own = apply(builder, new Rem(), rest, size);
            sum = apply(builder, new Add(), sum, apply(builder, new Mul(), own, factor));
            rest = apply(builder, new Div(), rest, size);
        }
        return sum;
    }

    private static Value apply(FunctionBuilder builder, ElementwiseOp op, Value a, Value b) {
        return Broadcasting.apply(builder, op, List.of(a, b));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(of(Pooling.plain(2, 2, 2, 0, true)), "f32[n, 4, 6, 9]"),
                Sample.of(of(Pooling.plain(2, 3, 2, 1, true)), "f32[2, n, 5, 3]"),
                Sample.of(of(Pooling.plain(2, 3, 1, 1, false)), "f32[1, 2, 4, n]"),
                Sample.of(of(Pooling.plain(1, 2, 1, 0, false).dilated(3)), "f64[n, 2, 6]"));
    }
}
