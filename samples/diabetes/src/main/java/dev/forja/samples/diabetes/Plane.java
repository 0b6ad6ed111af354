package dev.forja.samples.diabetes;

/**
 * The hypothesis h(x) = θ₀ + θ₁ x₁ + … in double precision, to compare the compiled one with.
 *
 * @param theta θ₀, θ₁, …
 */
record Plane(double[] theta) {
    /**
     * The plane of least squares in closed form: the solution of XᵀX θ = Xᵀy, where X is x with a
     * column of ones before it.
     *
     * @param x the features of the examples, row after row
     * @throws ArithmeticException if features depend on one another
     */
    static Plane closedForm(float[] x, float[] y) {
        int size = x.length / y.length + 1;
        var equations = new double[size][size + 1];
        for (int row = 0; row < y.length; row++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    equations[i][j] += at(x, row, i, size) * at(x, row, j, size);
                }
                equations[i][size] += at(x, row, i, size) * y[row];
            }
        }
        return new Plane(solve(equations));
    }

    private static double at(float[] x, int row, int column, int size) {
        return column == 0 ? 1 : x[row * (size - 1) + column - 1];
    }

    /** Gaussian elimination with the greatest pivot of each column. */
    private static double[] solve(double[][] equations) {
        int size = equations.length;
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                if (Math.abs(equations[row][column]) > Math.abs(equations[pivot][column])) {
                    pivot = row;
                }
            }
            double[] head = equations[pivot];
            equations[pivot] = equations[column];
            equations[column] = head;
            if (head[column] == 0) {
                throw new ArithmeticException("the features depend on one another");
            }
            for (int row = 0; row < size; row++) {
                double factor = row == column ? 0 : equations[row][column] / head[column];
                for (int k = column; k <= size; k++) {
                    equations[row][k] -= factor * head[k];
                }
            }
        }
        var solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = equations[i][size] / equations[i][i];
        }
        return solution;
    }

    /** The hypothesis of each row of x. */
    float[] predict(float[] x) {
        int width = theta.length - 1;
        var predicted = new float[x.length / width];
        for (int row = 0; row < predicted.length; row++) {
            double sum = 0;
            for (int i = 0; i < theta.length; i++) {
                sum += theta[i] * at(x, row, i, theta.length);
            }
            predicted[row] = (float) sum;
        }
        return predicted;
    }
}
