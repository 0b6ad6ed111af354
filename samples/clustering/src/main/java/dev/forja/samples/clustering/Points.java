package dev.forja.samples.clustering;

import dev.forja.samples.support.NumberTable;
import dev.forja.samples.support.Standardization;
import java.io.IOException;

/**
 * Points with the kind that each is of, which clustering doesn't see.
 *
 * @param name name of the data set
 * @param x features, row after row
 * @param kind 0, 1 or 2
 */
record Points(String name, float[] x, int[] kind) {
    /** Lengths and widths of 150 flowers, in centimetres. */
    static Points iris() throws IOException {
        return read("iris", "iris.csv", 4);
    }

    /** What 178 wines consist of; of so different units that each feature is scaled. */
    static Points wine() throws IOException {
        var raw = read("wine", "wine_data.csv", 13);
        var scaled = Standardization.of(raw.x(), raw.features()).apply(raw.x());
        return new Points(raw.name(), scaled, raw.kind());
    }

    private static Points read(String name, String file, int features) throws IOException {
        var table = NumberTable.read(Points.class, file, true);
        return new Points(name, table.columns(0, features), table.classes(features));
    }

    int count() {
        return kind.length;
    }

    int features() {
        return x.length / kind.length;
    }
}
