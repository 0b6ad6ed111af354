package dev.forja.runtime.train;

import dev.forja.runtime.Philox;

/**
 * Permutations of rows from a seed and a number. They are a function of both alone, so a resumed
 * run finds the order of its epoch again without replaying the earlier ones.
 */
final class Shuffle {
    /** Streams of the epochs; apart from those of parameters, which are small numbers. */
    private static final long EPOCHS = 1L << 62;

    /** Stream of the split of a data set. */
    static final long SPLIT = 1L << 61;

    private final int[] block = new int[4];

    /** Writes the order of an epoch. */
    void epoch(int[] order, long seed, long epoch) {
        permute(order, seed, EPOCHS + epoch);
    }

    /**
     * Writes a permutation of 0 .. length-1. Source of the method: R. Durstenfeld, "Algorithm 235:
     * Random permutation", Communications of the ACM 7, 1964.
     */
    void permute(int[] order, long seed, long stream) {
        identity(order);
        for (int i = order.length - 1; i > 0; i--) {
            Philox.block(i, stream, seed, block);
            int j = Philox.bounded(block[0], block[1], i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    static void identity(int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }
}
