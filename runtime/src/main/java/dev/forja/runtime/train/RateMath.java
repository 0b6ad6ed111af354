package dev.forja.runtime.train;

/**
 * Functions of learning rates, to far more than f32 precision. {@link StrictMath#cos} and {@link
 * StrictMath#pow} have the same bits everywhere too, but allocate in code not yet compiled.
 */
final class RateMath {
    /** Terms after which the series adds less than 1e-17 for arguments up to π/2. */
    private static final int TERMS = 11;

    private RateMath() {}

    /** cos(πt) for t in [0, 1], as the Taylor series of sin(π(1/2 - t)). */
    static double halfCosine(double t) {
        double x = Math.PI * (0.5 - t);
        double sum = 0;
        // Horner's scheme from the smallest term: x²/(2·3) (1 - x²/(4·5) (1 - ...)).
        for (int k = TERMS; k > 0; k--) {
            sum = x * x / (2.0 * k * (2 * k + 1)) * (1 - sum);
        }
        return x * (1 - sum);
    }

    /** base^exponent for a base above 0. */
    static double power(double base, double exponent) {
        return StrictMath.exp(exponent * StrictMath.log(base));
    }
}
