package dev.forja.passes.schedule;

import dev.forja.ir.type.DType;

/**
 * What a schedule is made for.
 *
 * @param lanes f32 lanes of a vector: 1 (scalar code), 4, 8 or 16
 * @param accumulators vectors that may stay in registers through an inner loop
 * @param splitWork {@link KernelWork} from which a kernel is made so that it can run in parts
 */
public record Target(int lanes, int accumulators, long splitWork) {
    /** Below this a second thread costs more than it brings. */
    private static final long SPLIT_WORK = 1 << 20;

    public static Target of(int lanes) {
        return switch (lanes) {
            case 1 -> new Target(1, 8, SPLIT_WORK);
            case 4 -> new Target(4, 12, SPLIT_WORK);
            case 8 -> new Target(8, 12, SPLIT_WORK);
            case 16 -> new Target(16, 24, SPLIT_WORK);
            default ->
                    throw new IllegalArgumentException("lanes must be 1, 4, 8 or 16, not " + lanes);
        };
    }

    /** The same target with another limit from which kernels can run in parts. */
    public Target withSplitWork(long work) {
        return new Target(lanes, accumulators, work);
    }

    /** The same target without any kernel that runs in parts. */
    public Target serial() {
        return withSplitWork(Long.MAX_VALUE);
    }

    /** Lanes of a vector of the given type in the same register width. */
    public int lanes(DType type) {
        return Math.max(1, lanes * 4 / type.bytes());
    }
}
