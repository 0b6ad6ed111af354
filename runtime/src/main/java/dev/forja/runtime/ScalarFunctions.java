package dev.forja.runtime;

/** Scalar functions that generated code calls because the JDK has none with one defined result. */
public final class ScalarFunctions {
    private ScalarFunctions() {}

    /**
     * Quotient truncated towards zero; 0 when the divisor is 0, so that no loop of a kernel throws.
     */
    public static int divide(int a, int b) {
        return b == 0 ? 0 : a / b;
    }

    /** Quotient truncated towards zero; 0 when the divisor is 0. */
    public static long divide(long a, long b) {
        return b == 0 ? 0 : a / b;
    }

    /** Remainder with the sign of the dividend; 0 when the divisor is 0. */
    public static int remainder(int a, int b) {
        return b == 0 ? 0 : a % b;
    }

    /** Remainder with the sign of the dividend; 0 when the divisor is 0. */
    public static long remainder(long a, long b) {
        return b == 0 ? 0 : a % b;
    }

    /**
     * Error function: its Taylor series below 2.5, the continued fraction of its complement above
     * (Abramowitz and Stegun 7.1.6 and 7.1.14). Absolute error about 1e-15.
     */
    public static double erf(double x) {
        double size = Math.abs(x);
        if (Double.isNaN(x)) {
            return x;
        }
        if (size > 6) {
            return Math.signum(x);
        }
        if (size < 2.5) {
            double term = x;
            double sum = x;
            for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
        }
        double fraction = size;
        for (int n = 80; n >= 1; n--) {
            fraction = size + n / 2.0 / fraction;
        }
        double complement = StrictMath.exp(-size * size) / (Math.sqrt(Math.PI) * fraction);
        return Math.copySign(1 - complement, x);
    }

    /**
     * Bits of a mask from an array: bit i is element {@code at + i} where {@code active} has it,
     * else 0.
     */
    public static long loadMask(boolean[] array, int at, long active) {
        long bits = 0;
        for (long rest = active; rest != 0; rest &= rest - 1) {
            int lane = Long.numberOfTrailingZeros(rest);
            bits |= array[at + lane] ? 1L << lane : 0;
        }
        return bits;
    }

    /**
     * Bits of a mask into an array: element {@code at + i} is written where {@code active} has bit
     * i.
     */
    public static void storeMask(long bits, long active, boolean[] array, int at) {
        for (long rest = active; rest != 0; rest &= rest - 1) {
            int lane = Long.numberOfTrailingZeros(rest);
            array[at + lane] = (bits >>> lane & 1) != 0;
        }
    }
}
