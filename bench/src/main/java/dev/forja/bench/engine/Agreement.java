package dev.forja.bench.engine;

/** How far an engine's results lie from ours. */
public final class Agreement {
    /** The largest difference that counts as the same result, as a share of the largest value. */
    public static final double TOLERANCE = 1e-4;

    private Agreement() {}

    /**
     * Compares results.
     *
     * @return the difference found
     * @throws IllegalStateException if they differ by more than {@link #TOLERANCE}
     */
    public static double require(String engine, float[] ours, float[] theirs) {
        double found = difference(ours, theirs);
        if (!(found <= TOLERANCE)) {
            throw new IllegalStateException(
                    engine
                            + " computes something else: the largest difference is "
                            + found
                            + " of the largest value, expected at most "
                            + TOLERANCE);
        }
        return found;
    }

    /** The largest difference of two elements, divided by the largest magnitude of ours. */
    static double difference(float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < ours.length; i++) {
            largest = Math.max(largest, Math.abs(ours[i]));
            difference = Math.max(difference, Math.abs((double) ours[i] - theirs[i]));
        }
        return difference == 0 ? 0 : difference / largest;
    }
}
