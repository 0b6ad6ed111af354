package dev.forja.compiler.onnx;

import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.type.DType;

/**
 * How far a result is from its reference. A NaN equals a NaN.
 *
 * @param maxError greatest absolute difference; for integers and bool of unequal elements
 * @param maxUlp greatest distance in units of the last place, for floating elements
 * @param problem what is out of tolerance; empty when nothing is
 */
public record Comparison(double maxError, long maxUlp, String problem) {
    /** Of nothing. */
    public static final Comparison EQUAL = new Comparison(0, 0, "");

    /**
     * Limits of a difference: {@code |a - b| <= absolute + relative * |b|}, for the reference b.
     */
    public record Tolerance(double relative, double absolute) {}

    public static Comparison of(
            String name, TensorData result, TensorData reference, Tolerance tolerance) {
        if (!result.type().equals(reference.type())) {
            return new Comparison(
                    0, 0, name + " is " + result.type() + ", expected " + reference.type());
        }
        double maxError = 0;
        long maxUlp = 0;
        int wrong = 0;
        String first = "";
        for (int i = 0; i < result.size(); i++) {
            double a = result.element(i).doubleValue();
            double b = reference.element(i).doubleValue();
            boolean isSame =
                    result.type().dtype().isFloat()
                            ? a == b || (Double.isNaN(a) && Double.isNaN(b))
                            : result.element(i).longValue() == reference.element(i).longValue();
            if (isSame) {
                continue;
            }
            double error = Math.abs(a - b);
            maxError = Math.max(maxError, error);
            maxUlp = Math.max(maxUlp, ulps(result.type().dtype(), a, b));
            boolean isNear = error <= tolerance.absolute() + tolerance.relative() * Math.abs(b);
            if (!isNear || Double.isInfinite(b)) {
                wrong++;
                if (first.isEmpty()) {
                    first = "[" + i + "] is " + a + ", expected " + b;
                }
            }
        }
        var problem =
                wrong == 0
                        ? ""
                        : name
                                + first
                                + "; "
                                + wrong
                                + " of "
                                + result.size()
                                + " elements out of tolerance";
        return new Comparison(maxError, maxUlp, problem);
    }

    /** The worse of both. */
    public Comparison and(Comparison other) {
        return new Comparison(
                Math.max(maxError, other.maxError),
                Math.max(maxUlp, other.maxUlp),
                problem.isEmpty() ? other.problem : problem);
    }

    private static long ulps(DType type, double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Long.MAX_VALUE;
        }
        return switch (type) {
            case F32 -> Math.abs(order((float) a) - order((float) b));
            case F64 -> {
                long distance = order(a) - order(b);
                yield distance == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(distance);
            }
            case I32, I64, BOOL -> 0;
        };
    }

    /** Consecutive floats have consecutive numbers. */
    private static long order(float value) {
        int bits = Float.floatToIntBits(value);
        return bits < 0 ? Integer.MIN_VALUE - (long) bits : bits;
    }

    private static long order(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }
}
