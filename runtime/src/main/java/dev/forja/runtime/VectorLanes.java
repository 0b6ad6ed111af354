package dev.forja.runtime;

import jdk.incubator.vector.FloatVector;

/**
 * The one class of this package that touches the vector module. It is loaded only after {@link
 * Lanes} has found the module.
 */
final class VectorLanes {
    private VectorLanes() {}

    /** Lanes of the f32 vectors that this CPU prefers. */
    static int preferredFloats() {
        return FloatVector.SPECIES_PREFERRED.length();
    }
}
