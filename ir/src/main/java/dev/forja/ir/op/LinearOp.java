package dev.forja.ir.op;

/**
 * An operator that is linear in all its operands together, {@code f(x + y) = f(x) + f(y)}: a sum of
 * its results is its result for the sums of its operands.
 */
public interface LinearOp {}
