package dev.forja.samples.support;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows counted from the greatest score down, at each threshold between different scores; rows of
 * equal score pass a threshold together. The first count is that of no row, the last that of all.
 *
 * @param found positive rows above each threshold
 * @param alarms negative rows above each threshold
 */
record Ranking(int[] found, int[] alarms) {
    /**
     * The ranking of scores.
     *
     * @throws IllegalArgumentException if all rows are positive or all are negative
     */
    static Ranking of(float[] scores, boolean[] positive) {
        int[] order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> -scores[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        var found = IntStream.builder().add(0);
        var alarms = IntStream.builder().add(0);
        int positives = 0;
        for (int i = 0; i < order.length; i++) {
            positives += positive[order[i]] ? 1 : 0;
            if (i + 1 == order.length || scores[order[i]] != scores[order[i + 1]]) {
                found.add(positives);
                alarms.add(i + 1 - positives);
            }
        }
        if (positives == 0 || positives == scores.length) {
            throw new IllegalArgumentException(
                    "expected positive and negative rows, found one kind");
        }
        return new Ranking(found.build().toArray(), alarms.build().toArray());
    }

    int positives() {
        return found[found.length - 1];
    }

    int negatives() {
        return alarms[alarms.length - 1];
    }
}
