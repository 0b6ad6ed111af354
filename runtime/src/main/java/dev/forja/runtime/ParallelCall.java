package dev.forja.runtime;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * One call of a kernel at a time, cut into parts that the caller and a team's workers take one by
 * one. It belongs to a workspace, which uses it again for every call, so that calls allocate
 * nothing. Generated code puts the kernel's arguments in and reads them in each part.
 *
 * <p>The caller never waits for a worker that has not begun: it takes parts itself until none is
 * left, calls off who is not there yet, and waits for those alone that are in the middle of a part.
 */
public final class ParallelCall {
    /** Parts a thread, so that one that is slow or late does not hold up the others. */
    private static final int PARTS_PER_THREAD = 4;

    private final Team team;
    private final int threads;
    private final TeamWorker[] hired;
    private int hiredCount;

    private Object[] arrays = {};
    private int[] offsets = {};
    private int[] numbers = {};
    private long work;
    private SplitKernels code;
    private int kernel;
    private final PartGrid grid = new PartGrid();
    private final Workspace own = TeamWorker.scratch();

    private final AtomicInteger next = new AtomicInteger();

    /** Workers that were asked and have neither finished nor been called off. */
    private final AtomicInteger pending = new AtomicInteger();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** The worker that failed first; null if it was the caller. Written before it leaves. */
    private Thread failed;

    /** The caller, while it sleeps until all workers have left. */
    private volatile Thread waiter;

    ParallelCall(Team team, int threads) {
        this.team = team;
        this.threads = threads;
        this.hired = new TeamWorker[threads - 1];
    }

    /** Begins a call whose work is that of so many multiply-adds. */
    ParallelCall begin(long size) {
        work = size;
        return this;
    }

    /** Puts a buffer in: its array and where in it the buffer begins. */
    public void buffer(int index, Object array, int offset) {
        if (index >= arrays.length) {
            arrays = Arrays.copyOf(arrays, index + 8);
            offsets = Arrays.copyOf(offsets, index + 8);
        }
        arrays[index] = array;
        offsets[index] = offset;
    }

    /** Puts the value of a symbolic dimension in. */
    public void number(int index, int value) {
        if (index >= numbers.length) {
            numbers = Arrays.copyOf(numbers, index + 8);
        }
        numbers[index] = value;
    }

    /** The array of a buffer. */
    public Object array(int index) {
        return arrays[index];
    }

    /** Where in its array a buffer begins. */
    public int offset(int index) {
        return offsets[index];
    }

    /** The value of a symbolic dimension. */
    public int number(int index) {
        return numbers[index];
    }

    /**
     * Runs the kernel in parts, or as a whole on this thread when no worker is free, and returns
     * when all of it is done. What a part throws is thrown here once no part runs any more.
     *
     * @param outer extent of the outer axis; cuts lie at multiples of {@code outerBlock}
     * @param inner extent of the inner axis; cuts lie at multiples of {@code innerBlock}
     */
    public void run(
            SplitKernels kernels,
            int number,
            int outer,
            int outerBlock,
            int inner,
            int innerBlock) {
        code = kernels;
        kernel = number;
        int useful = usefulThreads();
        grid.cut(useful * PARTS_PER_THREAD, outer, outerBlock, inner, innerBlock);
        next.set(0);
        try {
            hire(Math.min(useful, grid.parts()) - 1);
            if (hiredCount == 0) {
                kernels.part(number, this, 0, outer, 0, inner, own);
            } else {
                takeParts(own);
            }
        } finally {
            dismiss();
            code = null;
            Arrays.fill(arrays, null); // a workspace must not keep its last caller's arrays alive
        }
        throwFailure();
    }

    /** One thread more for each half of the work from which a second one pays. */
    private int usefulThreads() {
        return Math.clamp(work / Math.max(1, team.leastWork() / 2), 2, threads);
    }

    private void hire(int count) {
        hiredCount = 0;
        int available = team.isClosed() ? 0 : team.workers();
        for (int i = 0; hiredCount < count && i < available; i++) {
            pending.incrementAndGet();
            if (team.worker(i).offer(this)) {
                hired[hiredCount++] = team.worker(i);
            } else {
                pending.decrementAndGet();
            }
        }
    }

    /** Calls off the workers that have not begun and waits for the others. */
    private void dismiss() {
        for (int i = 0; i < hiredCount; i++) {
            if (hired[i].callOff(this)) {
                pending.decrementAndGet();
            }
        }
        hiredCount = 0;
        long start = System.nanoTime();
        boolean interrupted = false;
        while (pending.get() != 0) {
            if (System.nanoTime() - start < TeamWorker.SPIN_NANOS) {
                Thread.onSpinWait();
                continue;
            }
            waiter = Thread.currentThread();
            if (pending.get() != 0) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted(); // it would end every further park at once
            }
        }
        waiter = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs parts until none is left.
     *
     * @return how many
     */
    int takeParts(Workspace scratch) {
        int taken = 0;
        int part;
        while ((part = next.getAndIncrement()) < grid.parts()) {
            try {
                code.part(
                        kernel,
                        this,
                        grid.outerFrom(part),
                        grid.outerTo(part),
                        grid.innerFrom(part),
                        grid.innerTo(part),
                        scratch);
                taken++;
            } catch (Throwable e) { // the caller gets it, whatever it is
                if (failure.compareAndSet(null, e) && scratch != own) {
                    failed = Thread.currentThread();
                }
                next.set(grid.parts());
            }
        }
        return taken;
    }

    private void throwFailure() {
        var thrown = failure.get();
        if (thrown == null) {
            return;
        }
        failure.set(null);
        if (failed != null) {
            thrown.addSuppressed(new PartFailure(failed.getName()));
            failed = null;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown; // generated code throws no checked exceptions
    }

    /** A worker is done with this call; the last thing that it does with it. */
    void leave() {
        if (pending.decrementAndGet() == 0) {
            LockSupport.unpark(waiter);
        }
    }
}
