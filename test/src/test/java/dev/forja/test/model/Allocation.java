package dev.forja.test.model;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Counts what the current thread allocates. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * Bytes that a number of calls allocate in steady state. Until all is compiled vectors are
     * objects, and how long that takes depends on who else wants the processor: so it calls until
     * that many calls allocated nothing, or the time is over and it returns the least that it saw.
     */
    static long inSteadyState(int calls, Duration most, Runnable call) {
        long until = System.nanoTime() + most.toNanos();
        long least = Long.MAX_VALUE;
        while (least > 0 && System.nanoTime() < until) {
            least = Math.min(least, of(calls, call));
        }
        return least;
    }

    private static long of(int calls, Runnable call) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
