package dev.forja.passes.tensor.pattern;

import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.reduce.ReduceLogSumExp;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.ir.op.reduce.ReduceMean;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.ExpandDims;
import dev.forja.ir.op.shape.Reshape;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parts that patterns are put together from. */
public final class Patterns {
    /** Exporters write the constants of a formula with the digits that f32 has. */
    private static final double RELATIVE = 1e-6;

    private Patterns() {}

    /** Any value, captured; the same one wherever the name occurs. */
    public static Pattern any(String name) {
        return (value, match) -> match.capture(name, value).stream();
    }

    /** A value of which something is known beforehand. */
    public static Pattern where(Predicate<Value> holds, Pattern pattern) {
        return (value, match) -> holds.test(value) ? pattern.in(value, match) : Stream.empty();
    }

    /** One number everywhere, up to rounding. */
    public static Pattern number(double expected) {
        return (value, match) ->
                Numbers.of(value)
                        .filter(n -> n == expected || isClose(n, expected))
                        .map(_ -> match)
                        .stream();
    }

    private static boolean isClose(double number, double expected) {
        return Double.isFinite(expected)
                && Math.abs(number - expected) <= RELATIVE * Math.abs(expected);
    }

    /** One number everywhere, captured. */
    public static Pattern number(String name) {
        return (value, match) -> Numbers.of(value).flatMap(n -> match.capture(name, n)).stream();
    }

    /** One of several patterns. */
    public static Pattern either(Pattern... ways) {
        return (value, match) -> Arrays.stream(ways).flatMap(way -> way.in(value, match));
    }

    /** The only result of an operator of some kind. */
    public static Pattern op(Class<? extends TensorOp> type, Pattern... operands) {
        return (value, match) -> {
            var node = value.definition();
            return node != null && type.isInstance(node.op())
                    ? operands(node, match, operands)
                    : Stream.empty();
        };
    }

    /**
     * The only result of an operator of some kind, something about it captured.
     *
     * @param attribute of the operator and the type of its result
     */
    public static <T extends TensorOp> Pattern op(
            Class<T> type,
            String name,
            BiFunction<T, TensorType, Object> attribute,
            Pattern... operands) {
        return (value, match) -> {
            var node = value.definition();
            return node != null && type.isInstance(node.op())
                    ? match
                            .capture(name, attribute.apply(type.cast(node.op()), value.type()))
                            .stream()
                            .flatMap(more -> operands(node, more, operands))
                    : Stream.empty();
        };
    }

    private static Stream<Match> operands(Node node, Match match, Pattern... operands) {
        if (node.results().size() != 1 || node.operands().size() != operands.length) {
            return Stream.empty();
        }
        var found = Stream.of(match.with(node));
        for (int i = 0; i < operands.length; i++) {
            var pattern = operands[i];
            var operand = node.operands().get(i);
            found = found.flatMap(so -> pattern.in(operand, so));
        }
        return found;
    }

    /** An operator of two operands in either order. */
    public static Pattern commuting(Class<? extends TensorOp> type, Pattern a, Pattern b) {
        return either(op(type, a, b), op(type, b, a));
    }

    /** A product of factors, multiplied in any order. */
    public static Pattern product(Pattern... factors) {
        return product(List.of(factors));
    }

    private static Pattern product(List<Pattern> factors) {
        if (factors.size() == 1) {
            return factors.getFirst();
        }
        var ways = new ArrayList<Pattern>();
        // each choice of factors may be the left operand
        for (int choice = 1; choice < (1 << factors.size()) - 1; choice++) {
            int chosen = choice;
            var left = new ArrayList<Pattern>();
            var right = new ArrayList<Pattern>();
            for (int i = 0; i < factors.size(); i++) {
                ((chosen >> i & 1) == 1 ? left : right).add(factors.get(i));
            }
            ways.add(op(Mul.class, product(left), product(right)));
        }
        return either(ways.toArray(Pattern[]::new));
    }

    /** A value, or one of the same rank of which axes of size 1 are repeated. */
    public static Pattern repeated(Pattern pattern) {
        return (value, match) -> {
            var node = value.definition();
            boolean isRepeated =
                    node != null
                            && node.op() instanceof Broadcast(var shape, var axes)
                            && axes.equals(IntStream.range(0, shape.rank()).boxed().toList());
            var plain = pattern.in(value, match);
            return isRepeated
                    ? Stream.concat(
                            plain,
                            repeated(pattern).in(node.operands().getFirst(), match.with(node)))
                    : plain;
        };
    }

    /**
     * A reduction that leaves size 1 where it was taken.
     *
     * @param axes captures the axes, ascending
     */
    public static Pattern reduction(Class<? extends TensorOp> type, String axes, Pattern operand) {
        return (value, match) -> {
            var outer = value.definition();
            if (outer == null) {
                return Stream.empty();
            }
            boolean isReshaped = outer.op() instanceof Reshape || outer.op() instanceof ExpandDims;
            var node = isReshaped ? outer.operands().getFirst().definition() : outer;
            if (node == null || !type.isInstance(node.op())) {
                return Stream.empty();
            }
            var x = node.operands().getFirst();
            var along = along(node.op(), x.type().rank());
            if (!value.type().shape().equals(ones(x.type().shape(), along))) {
                return Stream.empty();
            }
            return match.with(outer).with(node).capture(axes, along).stream()
                    .flatMap(so -> operand.in(x, so));
        };
    }

    private static List<Integer> along(TensorOp op, int rank) {
        var axes =
                switch (op) {
                    case ReduceMean mean -> mean.axes();
                    case ReduceSum sum -> sum.axes();
                    case ReduceMax max -> max.axes();
                    case ReduceLogSumExp sum -> sum.axes();
                    default -> throw new IllegalArgumentException(op.mnemonic());
                };
        return axes.isEmpty()
                ? IntStream.range(0, rank).boxed().toList()
                : axes.stream().map(axis -> Math.floorMod(axis, rank)).sorted().distinct().toList();
    }

    private static Shape ones(Shape shape, List<Integer> axes) {
        var dims = new ArrayList<>(shape.dims());
        axes.forEach(axis -> dims.set(axis, Dim.ONE));
        return new Shape(dims);
    }
}
