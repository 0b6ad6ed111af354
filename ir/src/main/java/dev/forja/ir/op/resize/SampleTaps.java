package dev.forja.ir.op.resize;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Abs;
import dev.forja.ir.op.math.LogicalOr;
import dev.forja.ir.op.math.Round;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.shape.Gather;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The elements around positions, times their weights: what a sample is the sum of. */
final class SampleTaps {
    private static final double CUBIC = -0.75;

    private final FunctionBuilder b;
    private final Arithmetic on;
    private final String mode;
    private final String padding;
    private final boolean alignCorners;

    SampleTaps(FunctionBuilder b, String mode, String padding, boolean alignCorners) {
        this.b = b;
        this.on = new Arithmetic(b);
        this.mode = known(mode, List.of("nearest", "linear", "cubic"));
        this.padding = known(padding, List.of("zeros", "border", "reflection"));
        this.alignCorners = alignCorners;
    }

    static String known(String name, List<String> names) {
        if (!names.contains(name)) {
            throw OnnxProblem.invalid(name + " is none of " + names);
        }
        return name;
    }

    private int first() {
        return mode.equals("cubic") ? -1 : 0;
    }

    private int count() {
        return switch (mode) {
            case "nearest" -> 1;
            case "linear" -> 2;
            default -> 4;
        };
    }

    /** The taps of one axis, [b, p, taps]: positions as whole numbers, weights, which count. */
    private record Axis(Value positions, Value weights, Value isInside) {}

    /**
     * Operands are those of {@link SamplePoints}.
     *
     * @return [b, p, taps of the first axis, .., taps of the last axis, c]
     */
    Value products(Value x, Value rows, Value positions) {
        var shape = x.type().shape();
        int axes = shape.rank() - 2;
        var spatial = new Shape(shape.dims().subList(2, shape.rank()));
        var index = on.onto(on.convert(rows, DType.I64), axes + 2, List.of(0));
        index = on.mul(index, Emit.dim(b, spatial.size(), DType.I64));
        Value weights = null;
        Value isInside = null;
        for (int axis = 0; axis < axes; axis++) {
            var taps = axis(positions, axis, spatial.dim(axis));
            var places = List.of(0, 1, axis + 2);
            var stride = Emit.dim(b, spatial.strides().get(axis), DType.I64);
            var part = on.mul(on.onto(taps.positions(), axes + 2, places), stride);
            index = on.add(index, part);
            var own = on.onto(taps.weights(), axes + 2, places);
            weights = weights == null ? own : on.mul(weights, own);
            if (taps.isInside() != null) {
                var inside = on.onto(taps.isInside(), axes + 2, places);
                isInside = isInside == null ? inside : on.and(isInside, inside);
            }
        }
        var picked = b.add(new Gather(0), channelsLast(x), index);
        var all = IntStream.range(0, axes + 2).boxed().toList();
        if (isInside != null) {
            var mask = on.onto(isInside, axes + 3, all);
            picked = on.where(mask, picked, on.number(picked, 0));
        }
        return on.mul(picked, on.onto(weights, axes + 3, all));
    }

    /** [n s1.. sk, c]. */
    private Value channelsLast(Value x) {
        int rank = x.type().rank();
        var order = new ArrayList<Integer>();
        order.add(0);
        IntStream.range(2, rank).forEach(order::add);
        order.add(1);
        var turned = b.add(new Transpose(order), x);
        var dims = turned.type().shape().dims();
        var rows = new Shape(dims.subList(0, rank - 1)).size();
        return Emit.reshape(b, turned, Shape.of(rows, dims.getLast()));
    }

    private Axis axis(Value positions, int axis, Dim size) {
        var outer = new Shape(positions.type().shape().dims().subList(0, 2));
        var column = Slice.part(b, positions, 2, Dim.of(axis), Dim.ONE);
        var position = Emit.reshape(b, column, outer);
        if (mode.equals("nearest")) {
            position = b.add(new Round(), position);
        }
        position = padded(position, size);
        var base = on.floor(position);
        var fraction = on.sub(position, base);
        var shape = Shape.of(outer.dim(0), outer.dim(1), Dim.of(count()));
        var type = positions.type().dtype();
        var offset = on.add(on.index(type, shape, 2), first());
        var tap = on.add(on.onto(base, 3, List.of(0, 1)), offset);
        var weights = weights(on.onto(fraction, 3, List.of(0, 1)), offset);
        var isInside = padding.equals("zeros") ? on.isInside(tap, size) : null;
        var last = on.add(on.size(tap, size), -1);
        var bounded = on.max(on.number(tap, 0), on.min(padded(tap, size), last));
        return new Axis(on.convert(bounded, DType.I64), weights, isInside);
    }

    /** A position moved into the image; with zeros it stays outside. */
    private Value padded(Value position, Dim size) {
        var last = on.add(on.size(position, size), -1);
        return switch (padding) {
            case "border" -> on.max(on.number(position, 0), on.min(position, last));
            case "reflection" -> reflected(position, last);
            default -> position;
        };
    }

    /** Folded back as often as needed at both ends of the image. */
    private Value reflected(Value position, Value last) {
        double edge = alignCorners ? 0 : 0.5;
        var low = on.number(position, -edge);
        var high = on.add(last, edge);
        var isOutside = on.apply(new LogicalOr(), on.less(position, low), on.less(high, position));
        // an image of one element has no width when its corners are aligned
        var width = on.max(on.sub(high, low), on.number(position, 1e-6));
        var way = b.add(new Abs(), on.sub(position, low));
        var turns = on.floor(on.div(way, width));
        var rest = on.sub(way, on.mul(turns, width));
        var half = on.mul(turns, 0.5);
        var isEven = on.equal(on.floor(half), half);
        var folded = on.where(isEven, on.add(low, rest), on.sub(high, rest));
        return on.where(isOutside, folded, position);
    }

    private Value weights(Value fraction, Value offset) {
        return switch (mode) {
            case "nearest" -> on.add(on.mul(offset, 0), 1);
            case "linear" ->
                    on.where(on.equal(offset, on.number(offset, 0)), on.sub(1, fraction), fraction);
            default -> cubic(b.add(new Abs(), on.sub(offset, fraction)));
        };
    }

    private Value cubic(Value distance) {
        var inner = polynomial(distance, CUBIC + 2, -(CUBIC + 3), 0, 1);
        var outer = polynomial(distance, CUBIC, -5 * CUBIC, 8 * CUBIC, -4 * CUBIC);
        return on.where(on.lessEqual(distance, on.number(distance, 1)), inner, outer);
    }

    private Value polynomial(Value x, double... coefficients) {
        var sum = on.mul(x, coefficients[0]);
        for (int i = 1; i < coefficients.length; i++) {
            sum = on.add(sum, coefficients[i]);
            sum = i == coefficients.length - 1 ? sum : on.mul(sum, x);
        }
        return sum;
    }
}
