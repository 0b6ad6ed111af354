package dev.forja.samples.support;

/**
 * Shifts and stretches each column of a table to mean 0 and standard deviation 1. To be taken from
 * the rows that train, and applied to all.
 *
 * @param mean mean of each column
 * @param deviation standard deviation of each column (of the population); 1 for a constant column
 */
public record Standardization(double[] mean, double[] deviation) {
    /**
     * Of the rows of a table.
     *
     * @param values the table, row after row
     * @param width its number of columns
     */
    public static Standardization of(float[] values, int width) {
        int rows = values.length / width;
        var mean = new double[width];
        var deviation = new double[width];
        for (int i = 0; i < values.length; i++) {
            mean[i % width] += (double) values[i] / rows;
        }
        for (int i = 0; i < values.length; i++) {
            double distance = values[i] - mean[i % width];
            deviation[i % width] += distance * distance / rows;
        }
        for (int column = 0; column < width; column++) {
            double root = Math.sqrt(deviation[column]);
            deviation[column] = root > 0 ? root : 1;
        }
        return new Standardization(mean, deviation);
    }

    /** A table of as many columns, shifted and stretched. */
    public float[] apply(float[] values) {
        var scaled = new float[values.length];
        int width = mean.length;
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) ((values[i] - mean[i % width]) / deviation[i % width]);
        }
        return scaled;
    }
}
