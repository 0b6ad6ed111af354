package dev.forja.ir.scalar;

import dev.forja.ir.type.DType;

/** Short names for the machine functions, in which {@link ScalarExpansion} writes its formulas. */
final class Machine {
    private Machine() {}

    static ScalarExpr f(float value) {
        return new ScalarExpr.Const(DType.F32, (double) value);
    }

    static ScalarExpr i(int value) {
        return new ScalarExpr.Const(DType.I32, (long) value);
    }

    static ScalarExpr call(ScalarFn fn, ScalarExpr... args) {
        return ScalarExpr.call(fn, args);
    }

    static ScalarExpr add(ScalarExpr a, ScalarExpr b) {
        return call(ScalarFn.ADD, a, b);
    }

    static ScalarExpr sub(ScalarExpr a, ScalarExpr b) {
        return call(ScalarFn.SUB, a, b);
    }

    static ScalarExpr mul(ScalarExpr a, ScalarExpr b) {
        return call(ScalarFn.MUL, a, b);
    }

    static ScalarExpr div(ScalarExpr a, ScalarExpr b) {
        return call(ScalarFn.DIV, a, b);
    }

    static ScalarExpr fma(ScalarExpr a, ScalarExpr b, ScalarExpr c) {
        return call(ScalarFn.FMA, a, b, c);
    }

    static ScalarExpr neg(ScalarExpr a) {
        return call(ScalarFn.NEG, a);
    }

    static ScalarExpr abs(ScalarExpr a) {
        return call(ScalarFn.ABS, a);
    }

    static ScalarExpr min(ScalarExpr a, ScalarExpr b) {
        return call(ScalarFn.MIN, a, b);
    }

    static ScalarExpr max(ScalarExpr a, ScalarExpr b) {
        return call(ScalarFn.MAX, a, b);
    }

    static ScalarExpr and(ScalarExpr a, ScalarExpr b) {
        return call(ScalarFn.AND, a, b);
    }

    static ScalarExpr or(ScalarExpr a, ScalarExpr b) {
        return call(ScalarFn.OR, a, b);
    }

    static ScalarExpr where(ScalarExpr condition, ScalarExpr a, ScalarExpr b) {
        return call(ScalarFn.WHERE, condition, a, b);
    }

    /** The bits of an f32 as i32. */
    static ScalarExpr bits(ScalarExpr x) {
        return new ScalarExpr.Bitcast(x, DType.I32);
    }

    /** The f32 of the bits. */
    static ScalarExpr floats(ScalarExpr x) {
        return new ScalarExpr.Bitcast(x, DType.F32);
    }

    static ScalarExpr copySign(ScalarExpr size, ScalarExpr sign) {
        return floats(or(and(bits(size), i(0x7fffffff)), and(bits(sign), i(0x80000000))));
    }

    /** A polynomial, highest coefficient first. */
    static ScalarExpr horner(ScalarExpr x, float... coefficients) {
        var sum = f(coefficients[0]);
        for (int k = 1; k < coefficients.length; k++) {
            sum = fma(sum, x, f(coefficients[k]));
        }
        return sum;
    }
}
