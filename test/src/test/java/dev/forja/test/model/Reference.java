package dev.forja.test.model;

import dev.forja.ir.scalar.ScalarFn;
import java.util.function.DoubleUnaryOperator;

/**
 * A function in f64, good to much less than a unit in the last place of f32.
 *
 * @param fn which it is
 * @param value by the JDK or a series
 * @param tiny below this magnitude the function is its tangent at 0
 * @param atZero the function at 0
 * @param slope of the tangent at 0
 * @param low at and below it the function is {@code below}
 * @param high at and above it the function is {@code above}
 * @param most greatest magnitude that the stated error holds for
 */
record Reference(
        ScalarFn fn,
        DoubleUnaryOperator value,
        double tiny,
        double atZero,
        double slope,
        double low,
        double below,
        double high,
        double above,
        double most)
        implements DoubleUnaryOperator {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double TWO_BY_ROOT_OF_PI = 2 / Math.sqrt(Math.PI);

    /** A function of an entry {@code ofName}. */
    static Reference of(ScalarFn fn) {
        return switch (fn) {
            case EXP -> new Reference(fn, Math::exp, 1e-9, 1, 1, -120, 0, 90, INFINITY, INFINITY);
            case EXPM1 ->
                    new Reference(fn, Math::expm1, 1e-9, 0, 1, -40, -1, 90, INFINITY, INFINITY);
            case LOG -> everywhere(fn, Math::log);
            case LOG1P ->
                    new Reference(
                            fn,
                            Math::log1p,
                            1e-9,
                            0,
                            1,
                            -INFINITY,
                            Double.NaN,
                            INFINITY,
                            INFINITY,
                            INFINITY);
            case TANH -> new Reference(fn, Math::tanh, 1e-6, 0, 1, -20, -1, 20, 1, INFINITY);
            case SIGMOID ->
                    new Reference(
                            fn, Reference::sigmoid, 1e-6, 0.5, 0.25, -120, 0, 40, 1, INFINITY);
            case ERF ->
                    new Reference(
                            fn, Reference::erf, 1e-6, 0, TWO_BY_ROOT_OF_PI, -6, -1, 6, 1, INFINITY);
            case SIN -> limited(fn, Math::sin, 0, 1);
            case COS -> limited(fn, Math::cos, 1, 0);
            case FLOOR -> everywhere(fn, Math::floor);
            case CEIL -> everywhere(fn, Math::ceil);
            case ROUND -> everywhere(fn, Math::rint);
            default -> throw new IllegalArgumentException(fn + " has no reference");
        };
    }

    private static Reference everywhere(ScalarFn fn, DoubleUnaryOperator value) {
        return new Reference(
                fn,
                value,
                0,
                0,
                0,
                -INFINITY,
                value.applyAsDouble(-INFINITY),
                INFINITY,
                INFINITY,
                INFINITY);
    }

    private static Reference limited(
            ScalarFn fn, DoubleUnaryOperator value, double atZero, double slope) {
        return new Reference(
                fn, value, 1e-6, atZero, slope, -INFINITY, Double.NaN, INFINITY, Double.NaN, 1e5);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** By the series of positive terms (Abramowitz and Stegun 7.1.6), which cancels nothing. */
    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term != 0 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_BY_ROOT_OF_PI * Math.exp(-x * x) * sum;
    }

    @Override
    public double applyAsDouble(double x) {
        if (x <= low) {
            return below;
        }
        if (x >= high) {
            return above;
        }
        return Math.abs(x) < tiny ? atZero + slope * x : value.applyAsDouble(x);
    }

    boolean covers(float x) {
        return !(Math.abs(x) > most);
    }
}
