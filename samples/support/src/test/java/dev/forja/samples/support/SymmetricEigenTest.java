package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    @Test
    void vectorsAreStretchedByTheirValues() {
        int size = 7;
        var random = new Random(3);
        var a = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = random.nextGaussian();
                a[j][i] = a[i][j];
            }
        }
        var eigen = SymmetricEigen.of(a);
        for (int k = 0; k < size; k++) {
            double[] v = eigen.vectors()[k];
            double length = 0;
            for (int i = 0; i < size; i++) {
                double stretched = 0;
                for (int j = 0; j < size; j++) {
                    stretched += a[i][j] * v[j];
                }
                assertThat(stretched).isEqualTo(eigen.values()[k] * v[i], within(1e-9));
                length += v[i] * v[i];
            }
            assertThat(length).isEqualTo(1, within(1e-12));
            assertThat(k == 0 || eigen.values()[k] <= eigen.values()[k - 1]).isTrue();
        }
    }

    @Test
    void covarianceIsAboutTheMeans() {
        double[][] covariance = SymmetricEigen.covariance(new float[] {1, 2, 3, 6}, 2);
        assertThat(covariance).isDeepEqualTo(new double[][] {{1, 2}, {2, 4}});
    }

    @Test
    void whatIsNoNumberDoesNotConverge() {
        assertThatThrownBy(
                        () -> SymmetricEigen.of(new double[][] {{1, Double.NaN}, {Double.NaN, 1}}))
                .isInstanceOf(ArithmeticException.class);
    }
}
