package dev.forja.samples.support;

/**
 * How a score tells positive rows from negative ones: for every threshold the share of negative
 * rows above it and the share of positive rows above it.
 *
 * @param falsePositives share of the negative rows that are taken for positive, growing from 0 to 1
 * @param truePositives share of the positive rows that are found, growing from 0 to 1
 */
public record RocCurve(double[] falsePositives, double[] truePositives) {
    /**
     * The curve of scores; rows of equal score pass a threshold together.
     *
     * @throws IllegalArgumentException if all rows are positive or all are negative
     */
    public static RocCurve of(float[] scores, boolean[] positive) {
        var ranking = Ranking.of(scores, positive);
        int steps = ranking.found().length;
        var x = new double[steps];
        var y = new double[steps];
        for (int i = 0; i < steps; i++) {
            x[i] = (double) ranking.alarms()[i] / ranking.negatives();
            y[i] = (double) ranking.found()[i] / ranking.positives();
        }
        return new RocCurve(x, y);
    }

    /** The area below the curve: how often a positive row scores above a negative one. */
    public double area() {
        double area = 0;
        for (int i = 1; i < falsePositives.length; i++) {
            double width = falsePositives[i] - falsePositives[i - 1];
            area += width * (truePositives[i] + truePositives[i - 1]) / 2;
        }
        return area;
    }
}
