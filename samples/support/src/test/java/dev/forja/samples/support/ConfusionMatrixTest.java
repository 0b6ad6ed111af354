package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    @Test
    void countsAndAccuracy() {
        var matrix = new ConfusionMatrix(3);
        matrix.add(0, 0);
        matrix.add(0, 2);
        matrix.add(1, 1);
        matrix.add(2, 2);
        assertThat(matrix.count(0, 2)).isEqualTo(1);
        assertThat(matrix.count(2, 0)).isZero();
        assertThat(matrix.accuracy()).isEqualTo(0.75);
    }

    @Test
    void theTextHasARowForEachActualClass() {
        var matrix = new ConfusionMatrix(2);
        matrix.add(0, 1);
        matrix.add(1, 1);
        assertThat(matrix.text().lines())
                .containsExactly(
                        "actual \\ predicted    0    1",
                        "                 0    .    1",
                        "                 1    .    1");
    }

    @Test
    void areasAgreeByTheirIntersectionOverTheirUnion() {
        var matrix = ConfusionMatrix.of(new int[] {0, 0, 0, 1, 1}, new int[] {0, 0, 1, 1, 1}, 2);
        assertThat(matrix.intersectionOverUnion(0)).isEqualTo(2 / 3.0);
        assertThat(matrix.intersectionOverUnion(1)).isEqualTo(2 / 3.0);
        assertThat(matrix.meanIntersectionOverUnion()).isEqualTo(2 / 3.0);
        assertThat(new ConfusionMatrix(2).intersectionOverUnion(0)).isNaN();
    }
}
