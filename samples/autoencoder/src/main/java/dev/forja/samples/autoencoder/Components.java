package dev.forja.samples.autoencoder;

import dev.forja.samples.support.Standardization;
import dev.forja.samples.support.SymmetricEigen;

/**
 * The best linear way to squeeze rows: along the principal components of the rows that train.
 *
 * @param mean mean of each column
 * @param directions the components, of length 1
 */
record Components(double[] mean, double[][] directions) {
    static Components of(float[] rows, int width, int count) {
        var eigen = SymmetricEigen.of(SymmetricEigen.covariance(rows, width));
        var directions = new double[count][];
        System.arraycopy(eigen.vectors(), 0, directions, 0, count);
        return new Components(Standardization.of(rows, width).mean(), directions);
    }

    /** The rows squeezed and drawn again. */
    float[] reconstruct(float[] rows) {
        int width = mean.length;
        var again = new float[rows.length];
        for (int from = 0; from < rows.length; from += width) {
            var row = mean.clone();
            for (double[] direction : directions) {
                double along = 0;
                for (int i = 0; i < width; i++) {
                    along += (rows[from + i] - mean[i]) * direction[i];
                }
                for (int i = 0; i < width; i++) {
                    row[i] += along * direction[i];
                }
            }
            for (int i = 0; i < width; i++) {
                again[from + i] = (float) row[i];
            }
        }
        return again;
    }
}
