package dev.forja.ir.scalar;

import java.util.Locale;

/**
 * The closed set of scalar functions. Value, derivative and machine expansion of each are one
 * exhaustive switch each ({@link ScalarEvaluator}, {@link ScalarDerivative}, {@link
 * ScalarExpansion}).
 */
public enum ScalarFn {
    // Arithmetic; operands and result of one numeric type. Integer DIV and REM truncate as Java
    // does.
    ADD(2),
    SUB(2),
    MUL(2),
    DIV(2),
    REM(2),
    /** {@code a * b + c}, rounded once. */
    FMA(3),
    NEG(1),
    ABS(1),
    /** -1, 0 or 1; keeps NaN and the sign of zero. */
    SIGN(1),
    /** NaN when either is NaN; {@code -0 < +0}, as {@link Math#min}. */
    MIN(2),
    MAX(2),
    // Floating point only.
    SQRT(1),
    EXP(1),
    EXPM1(1),
    LOG(1),
    LOG1P(1),
    TANH(1),
    SIGMOID(1),
    ERF(1),
    SIN(1),
    COS(1),
    POW(2),
    FLOOR(1),
    CEIL(1),
    /** To the nearest integer, ties to even. */
    ROUND(1),
    // Comparisons: numeric operands of one type (EQ and NE also bool), bool result.
    EQ(2),
    NE(2),
    LT(2),
    LE(2),
    GT(2),
    GE(2),
    // Logic on bool, bitwise on integers.
    AND(2),
    OR(2),
    XOR(2),
    NOT(1),
    // Integers only; the count is taken modulo the width as in Java.
    SHL(2),
    SHR(2),
    USHR(2),
    /** {@code condition ? a : b}. */
    WHERE(3);

    private final int arity;

    ScalarFn(int arity) {
        this.arity = arity;
    }

    public int arity() {
        return arity;
    }

    public boolean isComparison() {
        return ordinal() >= EQ.ordinal() && ordinal() <= GE.ordinal();
    }

    /** The name in the text form. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
