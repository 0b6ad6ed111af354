package dev.forja.samples.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.samples.support.SampleRun;
import dev.forja.samples.support.SymmetricEigen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusteringTest {
    @Test
    void theSampleDrawsBothSets(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Main.run(new SampleRun("clustering", true, folder), out);
        assertThat(folder.resolve("iris.png")).isNotEmptyFile();
        assertThat(folder.resolve("wine.png")).isNotEmptyFile();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .contains("metric clustering.iris_purity 0.893333")
                .filteredOn(line -> line.startsWith("metric clustering."))
                .hasSize(6);
    }

    @Test
    void theInertiaIsThatOfLloydsAlgorithmInJava() throws IOException {
        for (var points : List.of(Points.iris(), Points.wine())) {
            var random = new Random(0);
            double least = Double.POSITIVE_INFINITY;
            for (int start = 0; start < Main.STARTS; start++) {
                least = Math.min(least, inertia(points, Clusters.spread(points, random)));
            }
            assertThat(Clusters.of(points, Main.STARTS).inertia())
                    .isEqualTo(least, within(1e-4 * Math.max(1, least / 1000)));
        }
    }

    @Test
    void theExplainedVarianceIsThatOfJacobisMethod() throws IOException {
        for (var points : List.of(Points.iris(), Points.wine())) {
            int f = points.features();
            var eigen = SymmetricEigen.of(SymmetricEigen.covariance(points.x(), f));
            double total = Arrays.stream(eigen.values()).sum();
            var components = Components.of(points);
            for (int k = 0; k < 2; k++) {
                assertThat((double) components.explained()[k])
                        .isEqualTo(eigen.values()[k] / total, within(1e-6));
                double along = 0;
                for (int i = 0; i < f; i++) {
                    along += eigen.vectors()[k][i] * components.basis()[2 * i + k];
                }
                assertThat(Math.abs(along)).isEqualTo(1, within(1e-4));
            }
        }
    }

    @Test
    void aCenterWithoutPointsStays() {
        float[] x = {0, 0, 2, 0};
        float[] centers = {1, 0, 9, 9, -8, 7};
        assertThat(new KMeans().update(x, centers, 2, 2)).containsExactly(1, 0, 9, 9, -8, 7);
    }

    /** Where Lloyd's algorithm ends from a start, in double precision. */
    private static double inertia(Points points, float[] start) {
        int f = points.features();
        var centers = new double[start.length];
        Arrays.setAll(centers, i -> start[i]);
        double before = Double.POSITIVE_INFINITY;
        while (true) {
            var sum = new double[centers.length];
            var count = new int[Clusters.COUNT];
            double inertia = 0;
            for (int row = 0; row < points.count(); row++) {
                int nearest = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < Clusters.COUNT; c++) {
                    double distance = 0;
                    for (int k = 0; k < f; k++) {
                        double gap = points.x()[row * f + k] - centers[c * f + k];
                        distance += gap * gap;
                    }
                    if (distance < least) {
                        least = distance;
                        nearest = c;
                    }
                }
                inertia += least;
                count[nearest]++;
                for (int k = 0; k < f; k++) {
                    sum[nearest * f + k] += points.x()[row * f + k];
                }
            }
            if (inertia == before) {
                return inertia;
            }
            before = inertia;
            for (int i = 0; i < centers.length; i++) {
                centers[i] = count[i / f] > 0 ? sum[i] / count[i / f] : centers[i];
            }
        }
    }
}
