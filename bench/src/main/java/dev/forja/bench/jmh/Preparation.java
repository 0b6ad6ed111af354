package dev.forja.bench.jmh;

import com.sun.management.ThreadMXBean;
import dev.forja.bench.engine.Session;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** What happens to something before it is measured. */
public final class Preparation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final CompilationMXBean JIT = ManagementFactory.getCompilationMXBean();

    private static final int BATCH = 10;
    private static final int ENOUGH_CALLS = 20_000;
    private static final long LONGEST = 60_000_000_000L;
    private static final int ALLOCATION_CALLS = 100;

    /** What is going to be measured. */
    public interface Work {
        /** One call. */
        void call() throws Exception;
    }

    private Preparation() {}

    /**
     * Calls until the JIT compiler has been idle for a while. It counts the time that this thread
     * computes, so that a busy machine makes no difference; that needs a compiler that calls wait
     * for, {@code -Xbatch}.
     *
     * @param quietNanos how long the compiler has to be idle
     */
    public static void warmUp(Work work, long quietNanos) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        long compiled = JIT.getTotalCompilationTime();
        long quietSince = begin;
        int quietCalls = 0;
        long now = begin;
        while (now - begin < LONGEST
                && now - quietSince < quietNanos
                && quietCalls < ENOUGH_CALLS) {
            for (int i = 0; i < BATCH; i++) {
                work.call();
            }
            quietCalls += BATCH;
            now = THREADS.getCurrentThreadCpuTime();
            long compiledNow = JIT.getTotalCompilationTime();
            if (compiledNow != compiled) {
                compiled = compiledNow;
                quietSince = now;
                quietCalls = 0;
            }
        }
    }

    /** Heap bytes that a call allocates. */
    static double allocatedPerCall(Session session) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ALLOCATION_CALLS; i++) {
            session.call();
        }
        long after = THREADS.getCurrentThreadAllocatedBytes();
        // Asking for the figure may itself allocate; that is no part of a call.
        long asking = THREADS.getCurrentThreadAllocatedBytes() - after;
        return (double) Math.max(0, after - before - asking) / ALLOCATION_CALLS;
    }
}
