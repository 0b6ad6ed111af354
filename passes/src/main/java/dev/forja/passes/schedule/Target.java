package dev.forja.passes.schedule;

import dev.forja.ir.type.DType;

/**
 * What a schedule is made for.
 *
 * @param lanes f32 lanes of a vector: 1 (scalar code), 4, 8 or 16
 * @param accumulators vectors that may stay in registers through an inner loop
 */
public record Target(int lanes, int accumulators) {
    public static Target of(int lanes) {
        return switch (lanes) {
            case 1 -> new Target(1, 8);
            case 4 -> new Target(4, 12);
            case 8 -> new Target(8, 12);
            case 16 -> new Target(16, 24);
            default ->
                    throw new IllegalArgumentException("lanes must be 1, 4, 8 or 16, not " + lanes);
        };
    }

    /** Lanes of a vector of the given type in the same register width. */
    public int lanes(DType type) {
        return Math.max(1, lanes * 4 / type.bytes());
    }
}
