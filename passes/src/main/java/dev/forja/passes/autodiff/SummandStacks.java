package dev.forja.passes.autodiff;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.LinearOp;
import dev.forja.ir.op.StackSum;
import dev.forja.ir.op.TensorOp;
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
 * step. The same holds for every {@link StackSum}, and behind linear operators.
 */
final class SummandStacks {
    /** The sum of one value over all positions, as a program over stacked values. */
    sealed interface Reduction {
        /**
         * @param stacks the stacked values by the value at one position
         */
        Value emit(FunctionBuilder builder, Map<Value, Value> stacks);
    }

    private record OfStacks(StackSum op, List<Value> operands) implements Reduction {
        @Override
        public Value emit(FunctionBuilder builder, Map<Value, Value> stacks) {
            return op.sumOfStack(builder, operands.stream().map(stacks::get).toList());
        }
    }

    /** An operator over sums; {@code op} is linear. */
    private record OfLinear(TensorOp op, List<Reduction> operands) implements Reduction {
        @Override
        public Value emit(FunctionBuilder builder, Map<Value, Value> stacks) {
            var sums = operands.stream().map(operand -> operand.emit(builder, stacks));
            return builder.add(op, sums.toArray(Value[]::new));
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

    private static Reduction candidate(Value summand) {
        var node = summand.definition();
        if (node == null) {
            return null;
        }
        return switch (node.op()) {
            case StackSum op -> new OfStacks(op, node.operands());
            case LinearOp _ -> {
                var operands = new ArrayList<Reduction>();
                for (var operand : node.operands()) {
                    var candidate = candidate(operand);
                    if (candidate == null) {
                        yield null;
                    }
                    operands.add(candidate);
                }
                yield new OfLinear(node.op(), operands);
            }
            default -> null;
        };
    }

    private void collect(Reduction reduction) {
        switch (reduction) {
            case OfStacks(_, var operands) ->
                    operands.stream()
                            .filter(value -> !sequences.containsKey(value))
                            .forEach(stacked::add);
            case OfLinear(_, var operands) -> operands.forEach(this::collect);
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
}
