package dev.forja.runtime;

/**
 * Philox4x32-10, a counter-based random generator: block number {@code c} of a key is a pure
 * function of both, so any element of any stream is computed alone, in any order, on any thread,
 * with the same bits everywhere.
 *
 * <p>Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel Random Numbers: As Easy
 * as 1, 2, 3", SC 2011. Tests compare with the known answers published with it.
 */
public final class Philox {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long LOW = 0xFFFFFFFFL;

    private Philox() {}

    /**
     * Computes one block.
     *
     * @param index first two counter words, low word first
     * @param stream third and fourth counter words, low word first
     * @param seed the two key words, low word first
     * @param out receives four words of 32 random bits at 0 to 3
     */
    public static void block(long index, long stream, long seed, int[] out) {
        int c0 = (int) index;
        int c1 = (int) (index >>> 32);
        int c2 = (int) stream;
        int c3 = (int) (stream >>> 32);
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * (c0 & LOW);
            long p1 = MULTIPLIER_1 * (c2 & LOW);
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c1 = (int) p1;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        out[0] = c0;
        out[1] = c1;
        out[2] = c2;
        out[3] = c3;
    }

    /** A number in [0, 1) with 53 random bits, from two words of a block. */
    public static double unit(int high, int low) {
        return (word(high, low) >>> 11) * 0x1p-53;
    }

    /**
     * A whole number in [0, bound), from two words of a block. The chance of any value differs from
     * {@code 1/bound} by less than 2^-33 of itself.
     */
    public static int bounded(int high, int low, int bound) {
        return (int) Math.unsignedMultiplyHigh(word(high, low), bound);
    }

    private static long word(int high, int low) {
        return ((long) high << 32) | (low & LOW);
    }
}
