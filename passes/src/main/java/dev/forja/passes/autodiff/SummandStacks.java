package dev.forja.passes.autodiff;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Reshape;
import dev.forja.ir.op.shape.Transpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Sums over the positions of a scan, taken out of it. Where each position adds a contraction, the
 * sum over all is one contraction with the position as a further reduction axis: the weights'
 * cotangents of a recurrent network become one large matrix product instead of one small one a
 * step. The same holds for sums.
 */
final class SummandStacks {
    /** The sum of one value over all positions, as a program over stacked values. */
    sealed interface Reduction {
        /**
         * @param stacks the stacked values by the value at one position
         */
        Value emit(FunctionBuilder builder, Map<Value, Value> stacks);
    }

    private record OfContract(Contract op, Value left, Value right) implements Reduction {
        @Override
        public Value emit(FunctionBuilder builder, Map<Value, Value> stacks) {
            var contractLeft = shifted(op.lhsContract());
            var contractRight = shifted(op.rhsContract());
            contractLeft.addFirst(0);
            contractRight.addFirst(0);
            var whole =
                    new Contract(
                            shifted(op.lhsBatch()),
                            shifted(op.rhsBatch()),
                            contractLeft,
                            contractRight);
            return builder.add(whole, stacks.get(left), stacks.get(right));
        }
    }

    private record OfSum(ReduceSum op, Value operand) implements Reduction {
        @Override
        public Value emit(FunctionBuilder builder, Map<Value, Value> stacks) {
            var axes = new ArrayList<Integer>();
            int rank = operand.type().rank();
            if (op.axes().isEmpty()) {
                for (int axis = 0; axis < rank; axis++) {
                    axes.add(axis);
                }
            }
            op.axes().forEach(axis -> axes.add(axis < 0 ? axis + rank : axis));
            var all = shifted(axes);
            all.addFirst(0);
            return builder.add(new ReduceSum(all, false), stacks.get(operand));
        }
    }

    private record OfTranspose(Transpose op, Reduction inner) implements Reduction {
        @Override
        public Value emit(FunctionBuilder builder, Map<Value, Value> stacks) {
            return builder.add(op, inner.emit(builder, stacks));
        }
    }

    private record OfReshape(Reshape op, Reduction inner) implements Reduction {
        @Override
        public Value emit(FunctionBuilder builder, Map<Value, Value> stacks) {
            return builder.add(op, inner.emit(builder, stacks));
        }
    }

    private record OfAdd(Reduction left, Reduction right) implements Reduction {
        @Override
        public Value emit(FunctionBuilder builder, Map<Value, Value> stacks) {
            return builder.add(new Add(), left.emit(builder, stacks), right.emit(builder, stacks));
        }
    }

    private final Map<Value, Value> sequences;
    private final SequencedSet<Value> stacked = new LinkedHashSet<>();

    /**
     * @param sequences what is stacked already: the whole by the parameter that is its element
     */
    SummandStacks(Map<Value, Value> sequences) {
        this.sequences = sequences;
    }

    /** How to sum the value over all positions outside of the loop; null when inside is as good. */
    Reduction reduction(Value summand) {
        var candidate = candidate(summand);
        if (candidate != null) {
            collect(candidate);
        }
        return candidate;
    }

    private Reduction candidate(Value summand) {
        var node = summand.definition();
        if (node == null) {
            return null;
        }
        return switch (node.op()) {
            case Contract op -> new OfContract(op, node.operands().get(0), node.operands().get(1));
            case ReduceSum op when !op.keepDims() -> new OfSum(op, node.operands().getFirst());
            case Transpose op -> {
                var of = candidate(node.operands().getFirst());
                yield of == null ? null : new OfTranspose(op, of);
            }
            case Reshape op -> {
                var of = candidate(node.operands().getFirst());
                yield of == null ? null : new OfReshape(op, of);
            }
            case Add _ -> {
                var left = candidate(node.operands().get(0));
                var right = left == null ? null : candidate(node.operands().get(1));
                yield right == null ? null : new OfAdd(left, right);
            }
            default -> null;
        };
    }

    private void collect(Reduction reduction) {
        switch (reduction) {
            case OfContract(_, var left, var right) -> {
                stack(left);
                stack(right);
            }
            case OfSum(_, var operand) -> stack(operand);
            case OfTranspose(_, var of) -> collect(of);
            case OfReshape(_, var of) -> collect(of);
            case OfAdd(var left, var right) -> {
                collect(left);
                collect(right);
            }
        }
    }

    private void stack(Value value) {
        if (!sequences.containsKey(value)) {
            stacked.add(value);
        }
    }

    /** Values of the body that have to be stacked, in the order of {@link #results}. */
    List<Value> stacked() {
        return List.copyOf(stacked);
    }

    /**
     * The stacked values by the value at one position.
     *
     * @param results of the scan: one per value of {@link #stacked}
     */
    Map<Value, Value> results(List<Value> results) {
        var all = new HashMap<>(sequences);
        int next = 0;
        for (var value : stacked) {
            all.put(value, results.get(next++));
        }
        return all;
    }

    private static List<Integer> shifted(List<Integer> axes) {
        var shifted = new ArrayList<Integer>();
        axes.forEach(axis -> shifted.add(axis + 1));
        return shifted;
    }
}
