package dev.forja.samples.support;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, to compare compiled models with. Jacobi's
 * method: rotations in turn make every element beside the diagonal 0, until all are (G. Golub, C.
 * Van Loan, "Matrix Computations", section 8.5).
 *
 * @param values eigenvalues, the greatest first
 * @param vectors an eigenvector of length 1 for each
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MOST_SWEEPS = 100;
    private static final double TINY = 1e-22;

    /**
     * Of a matrix, which is left as it is.
     *
     * @throws ArithmeticException if it does not converge, as with NaN
     */
    public static SymmetricEigen of(double[][] matrix) {
        int size = matrix.length;
        var a = new double[size][];
        var v = new double[size][size];
        for (int i = 0; i < size; i++) {
            a[i] = matrix[i].clone();
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double beside = 0;
            double on = 0;
            for (int i = 0; i < size; i++) {
                on += a[i][i] * a[i][i];
                for (int j = 0; j < i; j++) {
                    beside += a[i][j] * a[i][j];
                }
            }
            if (beside <= TINY * on) {
                return sorted(a, v);
            }
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(a, v, p, q);
                }
            }
        }
        throw new ArithmeticException("Jacobi's method does not converge");
    }

    /** The covariance of the columns of a table, divided by the number of rows. */
    public static double[][] covariance(float[] table, int width) {
        int rows = table.length / width;
        var mean = Standardization.of(table, width).mean();
        var covariance = new double[width][width];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                double distance = table[row * width + i] - mean[i];
                for (int j = 0; j < width; j++) {
                    covariance[i][j] += distance * (table[row * width + j] - mean[j]) / rows;
                }
            }
        }
        return covariance;
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cos = 1 / Math.hypot(t, 1);
        double sin = t * cos;
        for (int k = 0; k < a.length; k++) {
            double left = a[k][p];
            double right = a[k][q];
            a[k][p] = cos * left - sin * right;
            a[k][q] = sin * left + cos * right;
        }
        for (int k = 0; k < a.length; k++) {
            double upper = a[p][k];
            double lower = a[q][k];
            a[p][k] = cos * upper - sin * lower;
            a[q][k] = sin * upper + cos * lower;
            double first = v[p][k];
            double second = v[q][k];
            v[p][k] = cos * first - sin * second;
            v[q][k] = sin * first + cos * second;
        }
    }

    private static SymmetricEigen sorted(double[][] a, double[][] v) {
        int[] order =
                IntStream.range(0, a.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -a[i][i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        var values = new double[a.length];
        var vectors = new double[a.length][];
        for (int i = 0; i < order.length; i++) {
            values[i] = a[order[i]][order[i]];
            vectors[i] = v[order[i]];
        }
        return new SymmetricEigen(values, vectors);
    }
}
