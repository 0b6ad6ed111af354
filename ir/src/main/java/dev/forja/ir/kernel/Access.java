package dev.forja.ir.kernel;

import dev.forja.ir.scalar.ScalarExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where a kernel reads an operand: one index per dimension of the operand. When a guard fails, the
 * value is {@code otherwise} and the operand is not touched.
 *
 * @param operand position in the kernel's operand list
 * @param otherwise the value outside the guards; null when there are none
 */
public record Access(int operand, List<IndexExpr> index, List<Guard> guards, ScalarExpr otherwise) {
    public Access {
        index = List.copyOf(index);
        guards = List.copyOf(guards);
        if (guards.isEmpty() != (otherwise == null)) {
            throw new IllegalArgumentException(
                    "guards need a value outside them, and only they do");
        }
    }

    public static Access of(int operand, List<IndexExpr> index) {
        return new Access(operand, index, List.of(), null);
    }

    /**
     * The scalar expressions inside: indirect indices, then those of guards, then the value
     * outside.
     */
    public List<ScalarExpr> scalars() {
        var scalars = new ArrayList<ScalarExpr>();
        index.forEach(one -> collect(one, scalars));
        guards.forEach(guard -> collect(guard.index(), scalars));
        if (otherwise != null) {
            scalars.add(otherwise);
        }
        return scalars;
    }

    private static void collect(IndexExpr index, List<ScalarExpr> into) {
        if (index instanceof IndexExpr.Indirect(var value)) {
            into.add(value);
        }
    }

    /** The same access with every scalar expression inside replaced. */
    public Access mapScalars(UnaryOperator<ScalarExpr> change) {
        return mapIndices(
                one ->
                        one instanceof IndexExpr.Indirect(var value)
                                ? new IndexExpr.Indirect(change.apply(value))
                                : one,
                change);
    }

    /** The same access with every index and the value outside replaced. */
    public Access mapIndices(
            UnaryOperator<IndexExpr> change, UnaryOperator<ScalarExpr> changeOtherwise) {
        return new Access(
                operand,
                index.stream().map(change).toList(),
                guards.stream()
                        .map(guard -> new Guard(change.apply(guard.index()), guard.extent()))
                        .toList(),
                otherwise == null ? null : changeOtherwise.apply(otherwise));
    }
}
