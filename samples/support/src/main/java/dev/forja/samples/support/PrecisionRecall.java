package dev.forja.samples.support;

/**
 * What a threshold costs where positive rows are rare: for every threshold the share of the
 * positive rows that are found, and the share of positive ones among the rows above it.
 *
 * @param recall share of the positive rows that are found, growing to 1
 * @param precision share of the rows above the threshold that are positive
 */
public record PrecisionRecall(double[] recall, double[] precision) {
    /**
     * The curve of scores; rows of equal score pass a threshold together.
     *
     * @throws IllegalArgumentException if all rows are positive or all are negative
     */
    public static PrecisionRecall of(float[] scores, boolean[] positive) {
        var ranking = Ranking.of(scores, positive);
        // The first threshold lets no row pass: it has no precision.
        int steps = ranking.found().length - 1;
        var recall = new double[steps];
        var precision = new double[steps];
        for (int i = 0; i < steps; i++) {
            int found = ranking.found()[i + 1];
            recall[i] = (double) found / ranking.positives();
            precision[i] = (double) found / (found + ranking.alarms()[i + 1]);
        }
        return new PrecisionRecall(recall, precision);
    }

    /** The precision at the first threshold that finds at least this share of positive rows. */
    public double precisionAt(double share) {
        int i = 0;
        while (i + 1 < recall.length && recall[i] < share) {
            i++;
        }
        return precision[i];
    }
}
