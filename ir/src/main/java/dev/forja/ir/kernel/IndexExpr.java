package dev.forja.ir.kernel;

import dev.forja.ir.scalar.ScalarExpr;

/** The position on one dimension of an operand. */
public sealed interface IndexExpr {
    /** An affine function of the kernel's axes. */
    record Direct(Affine affine) implements IndexExpr {}

    /** A computed i32 or i64 position, as a gather needs. */
    record Indirect(ScalarExpr value) implements IndexExpr {}

    static IndexExpr axis(int axis) {
        return new Direct(Affine.axis(axis));
    }
}
