package dev.forja.ir.scalar;

import static dev.forja.ir.scalar.Machine.abs;
import static dev.forja.ir.scalar.Machine.add;
import static dev.forja.ir.scalar.Machine.and;
import static dev.forja.ir.scalar.Machine.bits;
import static dev.forja.ir.scalar.Machine.call;
import static dev.forja.ir.scalar.Machine.copySign;
import static dev.forja.ir.scalar.Machine.div;
import static dev.forja.ir.scalar.Machine.f;
import static dev.forja.ir.scalar.Machine.floats;
import static dev.forja.ir.scalar.Machine.fma;
import static dev.forja.ir.scalar.Machine.horner;
import static dev.forja.ir.scalar.Machine.i;
import static dev.forja.ir.scalar.Machine.max;
import static dev.forja.ir.scalar.Machine.min;
import static dev.forja.ir.scalar.Machine.mul;
import static dev.forja.ir.scalar.Machine.neg;
import static dev.forja.ir.scalar.Machine.or;
import static dev.forja.ir.scalar.Machine.sub;
import static dev.forja.ir.scalar.Machine.where;

import dev.forja.ir.type.DType;
import java.util.List;

/**
 * Rewrites functions that no machine has into ones that every machine has, with one rounding each:
 * the same bits in vector code, in scalar code and on every processor. All f32 functions come down
 * to arithmetic, fused multiply-add, comparisons, selection and i32 arithmetic; their greatest
 * errors stand in {@link MathAccuracy}. POW and REM of f32 go through f64; f64 functions stay
 * calls.
 *
 * <p>Sources of the coefficients: exp, log, sin and cos from the Cephes library (S. Moshier, 1992,
 * single precision); erf from N. Juffa's published minimax approximation.
 */
public final class ScalarExpansion {
    private static final float ROUND_MAGIC = 12582912f;

    private ScalarExpansion() {}

    public static ScalarExpr expand(ScalarExpr expr) {
        return expr.rewrite(node -> {
            if (!(node instanceof ScalarExpr.Call(var fn, var args, var type))) {
                return node;
            }
            var operand = args.getFirst().type();
            if (operand == DType.F64) {
                return fn == ScalarFn.SIGMOID ? sigmoidF64(args.getFirst()) : node;
            }
            if (type.isInteger() && fn == ScalarFn.SIGN) {
                return signOfInteger(args.getFirst());
            }
            return operand == DType.F32 ? expandF32(fn, args, node) : node;
        });
    }

    private static ScalarExpr expandF32(ScalarFn fn, List<ScalarExpr> args, ScalarExpr node) {
        var x = args.getFirst();
        return switch (fn) {
            case EXP -> exp(x);
            case EXPM1 -> expm1(max(f(-80), min(f(89), x)));
            case LOG -> log(x);
            case LOG1P -> log1p(x);
            case TANH -> tanh(x);
            case SIGMOID -> sigmoid(x);
            case ERF -> erf(x);
            case SIN -> sine(x, 0);
            case COS -> sine(x, 1);
            case FLOOR -> floor(x);
            case CEIL -> ceil(x);
            case ROUND -> round(x);
            case SIGN -> {
                var keep = or(call(ScalarFn.NE, x, x), call(ScalarFn.EQ, x, f(0)));
                yield where(keep, x, copySign(f(1), x));
            }
            case POW, REM -> {
                var a = new ScalarExpr.Convert(x, DType.F64);
                var b = new ScalarExpr.Convert(args.get(1), DType.F64);
                yield new ScalarExpr.Convert(call(fn, a, b), DType.F32);
            }
            default -> node;
        };
    }

    private static ScalarExpr signOfInteger(ScalarExpr x) {
        var zero = ScalarExpr.constant(x.type(), 0L);
        var one = ScalarExpr.constant(x.type(), 1L);
        var minus = ScalarExpr.constant(x.type(), -1L);
        return where(
                call(ScalarFn.GT, x, zero), one, where(call(ScalarFn.LT, x, zero), minus, zero));
    }

    private static ScalarExpr sigmoidF64(ScalarExpr x) {
        var one = ScalarExpr.constant(DType.F64, 1.0);
        var power = call(ScalarFn.EXP, neg(abs(x)));
        var isNegative = call(ScalarFn.LT, x, ScalarExpr.constant(DType.F64, 0.0));
        return div(where(isNegative, power, one), add(one, power));
    }

    /** x = n ln 2 + r with |r| at most half of ln 2. */
    private record Reduced(ScalarExpr n, ScalarExpr r) {
        static Reduced of(ScalarExpr x) {
            var shifted = fma(x, f(1.44269504f), f(ROUND_MAGIC));
            var n = sub(bits(shifted), i(Float.floatToRawIntBits(ROUND_MAGIC)));
            var whole = sub(shifted, f(ROUND_MAGIC));
            var r = fma(whole, f(-0.693359375f), x);
            return new Reduced(n, fma(whole, f(2.12194440e-4f), r));
        }

        /** e^r - 1. */
        ScalarExpr powerMinusOne() {
            var p =
                    horner(
                            r,
                            1.9875691500e-4f,
                            1.3981999507e-3f,
                            8.3334519073e-3f,
                            4.1665795894e-2f,
                            1.6666665459e-1f,
                            5.0000001201e-1f);
            return fma(mul(r, r), p, r);
        }

        private ScalarExpr half() {
            return call(ScalarFn.SHR, n, i(1));
        }

        /** value * 2^n, in two steps so that the result may be subnormal or infinite. */
        ScalarExpr scale(ScalarExpr value) {
            var half = half();
            return mul(mul(value, power(half)), power(sub(n, half)));
        }

        /** value * 2^n where n is small: the same bits in fewer steps. */
        ScalarExpr scaleBounded(ScalarExpr value) {
            return mul(value, power(n));
        }

        /** 2^-n where n is small. */
        ScalarExpr inverseBounded() {
            return power(neg(n));
        }

        /** 2^-n. */
        ScalarExpr inverse() {
            var half = half();
            return mul(power(neg(half)), power(sub(half, n)));
        }

        private static ScalarExpr power(ScalarExpr exponent) {
            return floats(call(ScalarFn.SHL, add(exponent, i(127)), i(23)));
        }
    }

    private static ScalarExpr exp(ScalarExpr x) {
        var reduced = Reduced.of(max(f(-104), min(f(89), x)));
        return reduced.scale(add(reduced.powerMinusOne(), f(1)));
    }

    /** e^x for x from -80 to 80. */
    private static ScalarExpr boundedExp(ScalarExpr x) {
        var reduced = Reduced.of(x);
        return reduced.scaleBounded(add(reduced.powerMinusOne(), f(1)));
    }

    /** (1 - 2^-n + (e^r - 1)) * 2^n: nothing cancels where n is 0. */
    private static ScalarExpr expm1(ScalarExpr x) {
        var reduced = Reduced.of(x);
        return reduced.scale(add(sub(f(1), reduced.inverse()), reduced.powerMinusOne()));
    }

    /** As expm1, for x from -80 to 80. */
    private static ScalarExpr boundedExpm1(ScalarExpr x) {
        var reduced = Reduced.of(x);
        var offset = sub(f(1), reduced.inverseBounded());
        return reduced.scaleBounded(add(offset, reduced.powerMinusOne()));
    }

    private static ScalarExpr log(ScalarExpr x) {
        var isSmall = call(ScalarFn.LT, x, f(Float.MIN_NORMAL));
        var normal = where(isSmall, mul(x, f(0x1p23f)), x);
        var pattern = bits(normal);
        var exponent = call(ScalarFn.SHR, sub(pattern, i(0x3f3504f3)), i(23));
        var mantissa = floats(sub(pattern, call(ScalarFn.SHL, exponent, i(23))));
        var e = sub(new ScalarExpr.Convert(exponent, DType.F32), where(isSmall, f(23), f(0)));
        var m = sub(mantissa, f(1));
        var z = mul(m, m);
        var p =
                horner(
                        m,
                        7.0376836292e-2f,
                        -1.1514610310e-1f,
                        1.1676998740e-1f,
                        -1.2420140846e-1f,
                        1.4249322787e-1f,
                        -1.6668057665e-1f,
                        2.0000714765e-1f,
                        -2.4999993993e-1f,
                        3.3333331174e-1f);
        var tail = fma(e, f(-2.12194440e-4f), mul(mul(m, z), p));
        var sum = add(m, fma(z, f(-0.5f), tail));
        var value = fma(e, f(0.693359375f), sum);
        var ofZero = where(call(ScalarFn.EQ, x, f(0)), f(Float.NEGATIVE_INFINITY), f(Float.NaN));
        var isPositive = call(ScalarFn.GT, x, f(0));
        var isFinite = call(ScalarFn.LT, x, f(Float.POSITIVE_INFINITY));
        return where(isPositive, where(isFinite, value, x), ofZero);
    }

    /** ln(u) * x / (u - 1) with u = 1 + x rounded, which makes up for the rounding (W. Kahan). */
    private static ScalarExpr log1p(ScalarExpr x) {
        var u = add(f(1), x);
        var isTiny = call(ScalarFn.EQ, u, f(1));
        var ratio = div(x, where(isTiny, f(1), sub(u, f(1))));
        var isFinite = call(ScalarFn.LT, u, f(Float.POSITIVE_INFINITY));
        return where(isTiny, x, where(isFinite, mul(log(u), ratio), u));
    }

    /** em / (em + 2) with em = e^2x - 1. */
    private static ScalarExpr tanh(ScalarExpr x) {
        var bounded = max(f(-10), min(f(10), x));
        var em = boundedExpm1(add(bounded, bounded));
        return div(em, add(em, f(2)));
    }

    /**
     * e / (1 + e) or 1 / (1 + e) with e = e^-|x|: never overflows, and is accurate on both sides.
     */
    private static ScalarExpr sigmoid(ScalarExpr x) {
        var power = exp(neg(abs(x)));
        return div(where(call(ScalarFn.LT, x, f(0)), power, f(1)), add(f(1), power));
    }

    private static ScalarExpr erf(ScalarExpr x) {
        var size = min(abs(x), f(4));
        var square = mul(size, size);
        var r = fma(size, f(-1.72853470e-5f), f(3.83197126e-4f));
        var u = fma(size, f(-3.88396438e-3f), f(2.42546219e-2f));
        r = fma(r, square, u);
        r = fma(r, size, f(-1.06777877e-1f));
        r = fma(r, size, f(-6.34846687e-1f));
        r = fma(r, size, f(-1.28717512e-1f));
        r = fma(r, size, neg(size));
        var large = copySign(sub(f(1), boundedExp(r)), x);
        var p =
                horner(
                        square,
                        -5.96761703e-4f,
                        4.99119423e-3f,
                        -2.67681349e-2f,
                        1.12819925e-1f,
                        -3.76125336e-1f,
                        1.28379166e-1f);
        var small = fma(p, x, x);
        var isNumber = call(ScalarFn.EQ, x, x);
        return where(call(ScalarFn.GT, size, f(0.927734375f)), large, where(isNumber, small, x));
    }

    /**
     * Reduction by multiples of pi/2 in three parts (Cody and Waite); accurate for |x| up to 1e5.
     */
    private static ScalarExpr sine(ScalarExpr x, int quarter) {
        var shifted = fma(x, f(0.636619772f), f(ROUND_MAGIC));
        var whole = sub(shifted, f(ROUND_MAGIC));
        var quadrant = add(bits(shifted), i(quarter));
        var r = fma(whole, f(-1.57079637f), x);
        r = fma(whole, f(4.37113883e-8f), r);
        r = fma(whole, f(1.71512449e-15f), r);
        var bounded = max(f(-1), min(f(1), r));
        var z = mul(bounded, bounded);
        var s = horner(z, -1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f);
        var sine = fma(mul(bounded, z), s, bounded);
        var c = horner(z, 2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f);
        var cosine = fma(mul(z, z), c, fma(z, f(-0.5f), f(1)));
        var isOdd = call(ScalarFn.NE, and(quadrant, i(1)), i(0));
        var value = where(isOdd, cosine, sine);
        var isFlipped = call(ScalarFn.NE, and(quadrant, i(2)), i(0));
        return where(isFlipped, neg(value), value);
    }

    /** Adding 2^23 leaves no room for a fraction; numbers from there on have none. */
    private static ScalarExpr round(ScalarExpr x) {
        var size = abs(x);
        var rounded = sub(add(size, f(0x1p23f)), f(0x1p23f));
        return where(call(ScalarFn.LT, size, f(0x1p23f)), copySign(rounded, x), x);
    }

    private static ScalarExpr floor(ScalarExpr x) {
        var nearest = round(x);
        var down = where(call(ScalarFn.GT, nearest, x), sub(nearest, f(1)), nearest);
        return copySign(down, x);
    }

    private static ScalarExpr ceil(ScalarExpr x) {
        var nearest = round(x);
        var up = where(call(ScalarFn.LT, nearest, x), add(nearest, f(1)), nearest);
        return copySign(up, x);
    }
}
