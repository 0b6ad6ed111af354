package dev.forja.ir.op;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import java.util.List;

/**
 * An operator whose results for many operands can be summed by one operator of its kind: it takes
 * the operands stacked along a new first axis, which becomes a further axis to sum over.
 */
public interface StackSum {
    /**
     * The sum of the operator's results over all positions.
     *
     * @param stacks each operand's values at all positions, stacked along axis 0
     * @return of the type that the operator has at one position
     */
    Value sumOfStack(FunctionBuilder builder, List<Value> stacks);
}
