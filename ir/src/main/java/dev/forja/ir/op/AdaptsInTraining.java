package dev.forja.ir.op;

import java.util.List;

/**
 * An operator that reads statistics which training gathers. Its decomposition is what it means in
 * evaluation, by the statistics given; in training another operator stands in its place.
 */
public interface AdaptsInTraining extends CompositeOp {
    /**
     * The operator to train with, on the same operands. Its results are those of this operator,
     * then the next value of each of the {@link #statistics}, in their order.
     */
    TensorOp adapting();

    /** Positions of the operands that are statistics. */
    List<Integer> statistics();
}
