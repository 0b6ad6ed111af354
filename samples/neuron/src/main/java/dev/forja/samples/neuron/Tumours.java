package dev.forja.samples.neuron;

import dev.forja.runtime.train.Dataset;
import dev.forja.samples.support.NumberTable;
import dev.forja.samples.support.Standardization;
import java.io.IOException;

/**
 * Cells of 569 breast tumours, parted once and for all; the features are scaled by the rows that
 * train. A row is positive, y = 1, if the tumour is malignant.
 *
 * @param training rows that the steps see
 * @param test a fifth of all rows, which nothing sees before the end
 */
record Tumours(Dataset training, Dataset test) {
    /** Features of a tumour. */
    static final int FEATURES = 30;

    private static final double TEST = 0.2;
    private static final long SEED = 0;

    static Tumours read() throws IOException {
        var table = NumberTable.read(Tumours.class, "breast_cancer.csv", true);
        int[] benign = table.classes(FEATURES);
        var y = new float[benign.length];
        for (int row = 0; row < y.length; row++) {
            y[row] = 1 - benign[row];
        }
        var all =
                Dataset.of(y.length).floats("x", table.columns(0, FEATURES)).floats("y", y).build();
        var parts = all.split(TEST, SEED);
        var scale = Standardization.of(parts.second().floats("x"), FEATURES);
        return new Tumours(scaled(parts.second(), scale), scaled(parts.first(), scale));
    }

    private static Dataset scaled(Dataset rows, Standardization scale) {
        return Dataset.of(rows.rows())
                .floats("x", scale.apply(rows.floats("x")))
                .floats("y", rows.floats("y"))
                .build();
    }
}
