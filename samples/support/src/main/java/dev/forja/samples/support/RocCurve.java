package dev.forja.samples.support;

import java.util.Comparator;
import java.util.stream.IntStream;

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
        int positives = (int) IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        int negatives = positive.length - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException(
                    "expected positive and negative rows, found one kind");
        }
        int[] order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> -scores[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        var x = IntStream.builder().add(0);
        var y = IntStream.builder().add(0);
        int found = 0;
        for (int i = 0; i < order.length; i++) {
            found += positive[order[i]] ? 1 : 0;
            if (i + 1 == order.length || scores[order[i]] != scores[order[i + 1]]) {
                x.add(i + 1 - found);
                y.add(found);
            }
        }
        return new RocCurve(
                x.build().mapToDouble(n -> (double) n / negatives).toArray(),
                y.build().mapToDouble(n -> (double) n / positives).toArray());
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
