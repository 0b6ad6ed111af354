package dev.forja.test.model;

import java.util.function.DoubleUnaryOperator;

/**
 * A function at a block of neighbouring f32 numbers, which all have the same distance. There its
 * values lie on a parabola, if the block is narrow against what the function does: a few of them
 * are computed, and where they say that the parabola is good, it gives the others.
 */
final class ExactBlock {
    /** A power of two, so that all numbers of a block have the same exponent. */
    static final int SIZE = 64;

    private static final int MIDDLE = SIZE / 2;

    /** About where a parabola through both ends and the middle is furthest from a cubic. */
    private static final int[] PROBES = {13, 51};

    /** Relative: a hundred-thousandth of half a unit in the last place of f32. */
    private static final double CLOSE = 1e-5 * 0x1p-24;

    private final DoubleUnaryOperator function;
    private final double[] values = new double[SIZE];

    ExactBlock(DoubleUnaryOperator function) {
        this.function = function;
    }

    /** Goes to the numbers {@code x[from]} to {@code x[from + SIZE - 1]}. */
    void compute(float[] x, int from) {
        double first = function.applyAsDouble(x[from]);
        double middle = function.applyAsDouble(x[from + MIDDLE]);
        double last = function.applyAsDouble(x[from + SIZE - 1]);
        // Newton's form; the distances are those of whole numbers.
        double slope = (middle - first) / MIDDLE;
        double bend = ((last - middle) / (SIZE - 1 - MIDDLE) - slope) / (SIZE - 1);
        for (int i = 0; i < SIZE; i++) {
            values[i] = first + i * (slope + (i - MIDDLE) * bend);
        }
        for (int probe : PROBES) {
            double exact = function.applyAsDouble(x[from + probe]);
            // Not if either is infinite or no number.
            if (!(Math.abs(values[probe] - exact) <= CLOSE * Math.abs(exact))) {
                computeEach(x, from);
                return;
            }
        }
    }

    private void computeEach(float[] x, int from) {
        for (int i = 0; i < SIZE; i++) {
            values[i] = function.applyAsDouble(x[from + i]);
        }
    }

    /** The function at the block's number {@code i}. */
    double at(int i) {
        return values[i];
    }
}
