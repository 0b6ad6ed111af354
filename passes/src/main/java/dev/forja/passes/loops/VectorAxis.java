package dev.forja.passes.loops;

import dev.forja.ir.type.Dim;

/**
 * The axis in the lanes.
 *
 * @param axis its number; -1 for scalar code
 * @param lanes of the kernel's element width
 * @param vectors vectors of a panel
 */
record VectorAxis(int axis, int lanes, int vectors) {
    static final VectorAxis SCALAR = new VectorAxis(-1, 1, 1);

    boolean isScalar() {
        return axis < 0;
    }

    int panel() {
        return lanes * vectors;
    }

    /** Distance of an instance's first lane from the start of the loop's step. */
    Dim shift(Instance instance) {
        return Dim.of((long) instance.panel() * panel() + (long) instance.vector() * lanes);
    }
}
