package dev.forja.ir.op.math;

import dev.forja.ir.op.Formulas;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;

/**
 * The arc tangent as a formula: an argument above 1 is inverted, the angle is halved twice by
 * {@code atan(y) = 2 * atan(y / (1 + sqrt(1 + y^2)))}, and the rest, at most tan(pi/16), goes into
 * the Taylor series. Its 12 terms leave less than 1e-17.
 */
final class ArcTangent {
    private static final int TERMS = 12;

    private ArcTangent() {}

    static ScalarExpr of(ScalarExpr x) {
        var one = Formulas.of(x, 1);
        var size = ScalarExpr.call(ScalarFn.ABS, x);
        var isLarge = ScalarExpr.call(ScalarFn.GT, size, one);
        var reduced = Formulas.where(isLarge, Formulas.div(one, size), size);
        var angle = Formulas.mul(Formulas.of(x, 4), series(half(half(reduced))));
        var result =
                Formulas.where(isLarge, Formulas.sub(Formulas.of(x, Math.PI / 2), angle), angle);
        return Formulas.where(
                ScalarExpr.call(ScalarFn.LT, x, Formulas.of(x, 0)), Formulas.neg(result), result);
    }

    /** The tangent of half the angle. */
    private static ScalarExpr half(ScalarExpr y) {
        var one = Formulas.of(y, 1);
        var root = ScalarExpr.call(ScalarFn.SQRT, Formulas.add(one, Formulas.mul(y, y)));
        return Formulas.div(y, Formulas.add(one, root));
    }

    private static ScalarExpr series(ScalarExpr y) {
        var square = Formulas.mul(y, y);
        ScalarExpr sum = Formulas.of(y, coefficient(TERMS - 1));
        for (int k = TERMS - 2; k >= 0; k--) {
            sum = Formulas.add(Formulas.mul(sum, square), Formulas.of(y, coefficient(k)));
        }
        return Formulas.mul(y, sum);
    }

    private static double coefficient(int k) {
        return (k % 2 == 0 ? 1.0 : -1.0) / (2 * k + 1);
    }
}
