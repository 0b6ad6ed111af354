package dev.forja.samples.support;

/** Arrays of numbers that come out of models. */
public final class Values {
    private Values() {}

    /** The same numbers in double precision, as plots want them. */
    public static double[] doubles(float[] values) {
        var doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** The nearest numbers in single precision, as models want them. */
    public static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /**
     * The greatest score of each row; of equal ones the first.
     *
     * @param scores {@code classes} scores a row, row after row
     */
    public static int[] likeliest(float[] scores, int classes) {
        var best = new int[scores.length / classes];
        for (int row = 0; row < best.length; row++) {
            for (int i = 1; i < classes; i++) {
                if (scores[row * classes + i] > scores[row * classes + best[row]]) {
                    best[row] = i;
                }
            }
        }
        return best;
    }

    /** The mean of some numbers. */
    public static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Mean of the squared differences. */
    public static double meanSquaredError(float[] predicted, float[] actual) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = (double) predicted[i] - actual[i];
            sum += error * error;
        }
        return sum / actual.length;
    }

    /** The share of the variance of {@code actual} that a prediction explains: R². */
    public static double determination(float[] predicted, float[] actual) {
        double mean = mean(actual);
        double variance = 0;
        for (float value : actual) {
            variance += (value - mean) * (value - mean) / actual.length;
        }
        return 1 - meanSquaredError(predicted, actual) / variance;
    }
}
