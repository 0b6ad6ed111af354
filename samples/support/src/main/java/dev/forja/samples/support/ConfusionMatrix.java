package dev.forja.samples.support;

import java.util.Locale;

/** Counts, for a classifier, how often a class was taken for which. */
public final class ConfusionMatrix {
    private final int[][] counts;
    private int rows;

    /** An empty matrix for classes 0, 1, .. up to {@code classes} (exclusive). */
    public ConfusionMatrix(int classes) {
        counts = new int[classes][classes];
    }

    /** The matrix of rows whose classes are known and predicted. */
    public static ConfusionMatrix of(int[] actual, int[] predicted, int classes) {
        var matrix = new ConfusionMatrix(classes);
        for (int row = 0; row < actual.length; row++) {
            matrix.add(actual[row], predicted[row]);
        }
        return matrix;
    }

    /** Counts one row. */
    public void add(int actual, int predicted) {
        counts[actual][predicted]++;
        rows++;
    }

    /** How often {@code actual} was taken for {@code predicted}. */
    public int count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** Share of the rows whose class was found. */
    public double accuracy() {
        int right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return (double) right / rows;
    }

    /**
     * The rows that are of a class and were taken for it, as a share of those that are one or the
     * other: its intersection over union, or Jaccard index. Of pixels, how well areas agree.
     *
     * @return NaN if no row is one or the other
     */
    public double intersectionOverUnion(int label) {
        int either = -counts[label][label];
        for (int i = 0; i < counts.length; i++) {
            either += counts[label][i] + counts[i][label];
        }
        return either == 0 ? Double.NaN : (double) counts[label][label] / either;
    }

    /** The mean of {@link #intersectionOverUnion} over all classes. */
    public double meanIntersectionOverUnion() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += intersectionOverUnion(i);
        }
        return sum / counts.length;
    }

    /** The table as text: a row for each actual class, a column for each predicted one. */
    public String text() {
        var text = new StringBuilder("actual \\ predicted");
        for (int i = 0; i < counts.length; i++) {
            text.append(String.format(Locale.ROOT, "%5d", i));
        }
        for (int i = 0; i < counts.length; i++) {
            text.append(String.format(Locale.ROOT, "%n%18d", i));
            for (int count : counts[i]) {
                // Errors are few: a dot for none makes them stand out.
                text.append(String.format(Locale.ROOT, "%5s", count == 0 ? "." : count));
            }
        }
        return text.toString();
    }
}
