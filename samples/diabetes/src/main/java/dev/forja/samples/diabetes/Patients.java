package dev.forja.samples.diabetes;

import dev.forja.runtime.train.Dataset;
import dev.forja.samples.support.NumberTable;
import dev.forja.samples.support.Standardization;
import java.io.IOException;

/**
 * The 442 patients, parted once and for all; the features are scaled by those that train.
 *
 * @param training patients that the steps see
 * @param test a fifth of all, whom nothing sees before the end
 */
record Patients(Dataset training, Dataset test) {
    /** Features of a patient. */
    static final int FEATURES = 10;

    private static final double TEST = 0.2;
    private static final long SEED = 0;

    static Patients read() throws IOException {
        var table = NumberTable.read(Patients.class, "diabetes.csv", true);
        var all =
                Dataset.of(table.rows().size())
                        .floats("x", table.columns(0, FEATURES))
                        .floats("y", table.column(FEATURES))
                        .build();
        var parts = all.split(TEST, SEED);
        var scale = Standardization.of(parts.second().floats("x"), FEATURES);
        return new Patients(scaled(parts.second(), scale), scaled(parts.first(), scale));
    }

    private static Dataset scaled(Dataset rows, Standardization scale) {
        return Dataset.of(rows.rows())
                .floats("x", scale.apply(rows.floats("x")))
                .floats("y", rows.floats("y"))
                .build();
    }
}
