package dev.forja.ir.op;

/**
 * An operator that draws random numbers while training alone. Its decomposition is what it means in
 * evaluation; in training another operator stands in its place.
 */
public interface SeededInTraining extends CompositeOp {
    /**
     * The operator to train with. It takes two more operands behind the others: seed and step, each
     * {@code i64[]}.
     *
     * @param stream number of the operator in its function, so that each draws other numbers
     */
    TensorOp seeded(int stream);
}
