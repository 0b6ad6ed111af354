package dev.forja.runtime;

import java.util.Objects;

/**
 * Scratch memory of one caller. Generated code reserves what a call needs, which allocates in the
 * first call of a size alone; the arrays then stay. Contents mean nothing between calls.
 *
 * <p>Never shared by two calls at a time: make one per thread, or keep them in a pool.
 *
 * <p>A workspace also says how many threads its calls use: the calling one alone, or with it the
 * free workers of a {@link Team}.
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

    private final Team team;
    private final int threads;
    private final long leastWork;
    private ParallelCall call;

    /** A workspace that holds nothing yet; its calls run on the calling thread alone. */
    public Workspace() {
        this.team = null;
        this.threads = 1;
        this.leastWork = Long.MAX_VALUE;
    }

    /**
     * A workspace that holds nothing yet; its calls run their large kernels with a team.
     *
     * @param threads how many work on one kernel at most, the calling thread included; no more than
     *     the team has
     */
    public Workspace(Team team, int threads) {
        this.team = Objects.requireNonNull(team, "team");
        this.threads = Math.min(Team.checked(threads), team.threads());
        this.leastWork = this.threads == 1 ? Long.MAX_VALUE : team.leastWork();
    }

    /** Threads that work on one kernel at most, the calling thread included. */
    public int threads() {
        return threads;
    }

    /**
     * Called by generated code in front of a kernel that can run in parts.
     *
     * @param work of the kernel, in multiply-adds of one vector lane
     * @return what to run the parts with, or null when the kernel runs as a whole on this thread
     */
    public ParallelCall parallel(long work) {
        if (work < leastWork) {
            return null;
        }
        if (call == null) {
            call = new ParallelCall(team, threads);
        }
        return call.begin(work);
    }

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

    /** What the arrays hold by now, in bytes: they never shrink. */
    public long bytes() {
        return (long) Float.BYTES * f32.length
                + (long) Double.BYTES * f64.length
                + (long) Integer.BYTES * i32.length
                + (long) Long.BYTES * i64.length
                + bool.length;
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
