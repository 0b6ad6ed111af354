package dev.forja.bench.coldstart;

import dev.forja.bench.engine.Engines;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.workload.Workloads;
import java.lang.management.ManagementFactory;

/** Main class of a process that measures how another engine begins with a workload. */
final class PeerCalls {
    private static final int STEADY = 1_000;
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;

    private PeerCalls() {}

    /**
     * Measures.
     *
     * @param arguments engine, workload
     */
    public static void main(String... arguments) throws Exception {
        var engine = Engines.named(arguments[0]);
        var problem = Problem.of(Workloads.named(arguments[1]));
        var threads = ManagementFactory.getThreadMXBean();
        long startCpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        try (var session = engine.open(problem)) {
            long loaded = System.nanoTime();
            long loadedCpu = threads.getCurrentThreadCpuTime();
            session.call();
            double first = (System.nanoTime() - loaded) / MILLI;
            double firstCpu = (threads.getCurrentThreadCpuTime() - loadedCpu) / MILLI;
            var calls = new double[FirstCalls.CALLS];
            for (int i = 0; i < calls.length; i++) {
                long before = System.nanoTime();
                session.call();
                calls[i] = (System.nanoTime() - before) / MICRO;
            }
            var steady = new double[STEADY];
            for (int i = 0; i < STEADY; i++) {
                long before = System.nanoTime();
                session.call();
                steady[i] = (System.nanoTime() - before) / MICRO;
            }
            System.out.println(
                    new Timeline(
                                    (loaded - start) / MILLI,
                                    (loadedCpu - startCpu) / MILLI,
                                    first,
                                    firstCpu,
                                    0,
                                    calls,
                                    Timeline.median(steady))
                            .line());
        }
    }
}
