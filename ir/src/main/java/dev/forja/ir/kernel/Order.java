package dev.forja.ir.kernel;

/** The order of a reduction; part of a kernel's meaning, since it decides the bits. */
public enum Order {
    /** In index order, axis by axis. */
    SEQUENTIAL,
    /**
     * The last reduction axis is dealt onto 32 logical lanes (position modulo 32), each lane sums
     * in index order, and the lanes are combined by halving: lane {@code i} with lane {@code i +
     * 16}, then 8, 4, 2, 1.
     */
    TREE_32
}
