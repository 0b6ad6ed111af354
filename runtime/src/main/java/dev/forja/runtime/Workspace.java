package dev.forja.runtime;

/**
 * Scratch memory of one caller. Generated code reserves what a call needs, which allocates in the
 * first call of a size alone; the arrays then stay. Contents mean nothing between calls.
 *
 * <p>Never shared by two calls at a time: make one per thread, or keep them in a pool.
 */
public final class Workspace {
    /** Longest array that Java virtual machines make, in elements. */
    private static final long MAX_LENGTH = Integer.MAX_VALUE - 8L;

    /** Scratch of f32 values. */
    public float[] f32 = {};

    /** Scratch of f64 values. */
    public double[] f64 = {};

    /** Scratch of i32 values. */
    public int[] i32 = {};

    /** Scratch of i64 values. */
    public long[] i64 = {};

    /** Scratch of bool values. */
    public boolean[] bool = {};

    /** A workspace that holds nothing yet. */
    public Workspace() {}

    /**
     * Makes every array at least as long as asked; never shrinks one, and loses the contents of one
     * that grows.
     *
     * @throws IllegalArgumentException if a length is negative or beyond what one Java array holds
     */
    public void reserve(long f32, long f64, long i32, long i64, long bool) {
        if (f32 > this.f32.length || f32 < 0) {
            this.f32 = new float[checked(f32, ElementType.F32)];
        }
        if (f64 > this.f64.length || f64 < 0) {
            this.f64 = new double[checked(f64, ElementType.F64)];
        }
        if (i32 > this.i32.length || i32 < 0) {
            this.i32 = new int[checked(i32, ElementType.I32)];
        }
        if (i64 > this.i64.length || i64 < 0) {
            this.i64 = new long[checked(i64, ElementType.I64)];
        }
        if (bool > this.bool.length || bool < 0) {
            this.bool = new boolean[checked(bool, ElementType.BOOL)];
        }
    }

    private static int checked(long length, ElementType type) {
        if (length < 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a call needs "
                            + length
                            + " "
                            + type.text()
                            + " values of workspace; one Java"
                            + " array holds at most "
                            + MAX_LENGTH
                            + ": use a smaller batch");
        }
        return (int) length;
    }
}
