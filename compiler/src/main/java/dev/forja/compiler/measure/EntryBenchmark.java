package dev.forja.compiler.measure;

import com.sun.management.ThreadMXBean;
import dev.forja.compiler.load.LoadedEntry;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.compiler.load.Shapes;
import dev.forja.runtime.Team;
import dev.forja.runtime.TensorSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls one entry on made-up input, each thread with its own workspace, for a given time. */
public final class EntryBenchmark {
    private static final double NANOS = 1e9;
    private static final double MICRO = 1e3;

    /** Share of the time that goes to warming up, before anything is recorded. */
    private static final double WARM_UP = 0.4;

    private static final int ALLOCATION_CALLS = 1000;

    /** The machine's own work, such as compilation, may fall into one of them. */
    private static final int ALLOCATION_ROUNDS = 5;

    private final LoadedModel model;
    private final String entry;
    private final Map<String, Integer> symbols;

    public EntryBenchmark(LoadedModel model, String entry, Map<String, Integer> symbols) {
        this.model = model;
        this.entry = entry;
        this.symbols = symbols;
    }

    /**
     * Measures.
     *
     * @param callers how many call at once
     * @param threads how many work on one call; all callers share them
     * @param seconds for how long, with warming up
     */
    public BenchReport run(int callers, int threads, double seconds) {
        try (var team = Team.of(threads)) {
            return run(callers, team, seconds);
        }
    }

    private BenchReport run(int callers, Team team, double seconds) {
        LoadedEntry first = prepared(team);
        long start = System.nanoTime();
        first.call();
        double firstCall = (System.nanoTime() - start) / MICRO;

        var histogram = new LatencyHistogram();
        try (var pool = Executors.newFixedThreadPool(callers)) {
            List<Future<LatencyHistogram>> runs = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                runs.add(pool.submit(() -> measure(prepared(team), seconds)));
            }
            for (Future<LatencyHistogram> run : runs) {
                histogram.add(run.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed while it was measured", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
        return new BenchReport(
                model.model().spec().model() + "." + entry,
                histogram.percentile(0.50) / MICRO,
                histogram.percentile(0.99) / MICRO,
                firstCall,
                allocatedPerCall(first),
                team.threads(),
                callers,
                model.model().lanes(),
                histogram.total());
    }

    private static LatencyHistogram measure(LoadedEntry entry, double seconds) {
        long begin = System.nanoTime();
        long warmUntil = begin + (long) (seconds * WARM_UP * NANOS);
        long until = begin + (long) (seconds * NANOS);
        // The recording is warmed up with the calls, into a histogram that is thrown away.
        callUntil(entry, warmUntil, new LatencyHistogram());
        var histogram = new LatencyHistogram();
        callUntil(entry, until, histogram);
        return histogram;
    }

    /**
     * On this thread and on those that help it. Once the time is over, since compilation in the
     * middle of it would count what it no longer allocates.
     */
    private static double allocatedPerCall(LoadedEntry entry) {
        long[] threads =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread ->
                                thread == Thread.currentThread()
                                        || thread.getName().startsWith(Team.THREAD_NAME))
                        .mapToLong(Thread::threadId)
                        .toArray();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ALLOCATION_ROUNDS; round++) {
            least = Math.min(least, allocatedInRound(entry, threads));
        }
        return (double) least / ALLOCATION_CALLS;
    }

    private static long allocatedInRound(LoadedEntry entry, long[] threads) {
        long before = allocated(threads);
        for (int i = 0; i < ALLOCATION_CALLS; i++) {
            entry.call();
        }
        long after = allocated(threads);
        // Asking for the figure may itself allocate; that is no part of a call.
        long asking = allocated(threads) - after;
        return Math.max(0, after - before - asking);
    }

    private static long allocated(long[] threads) {
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(bean.getThreadAllocatedBytes(threads)).sum();
    }

    private static void callUntil(LoadedEntry entry, long until, LatencyHistogram histogram) {
        long last = System.nanoTime();
        do {
            entry.call();
            long now = System.nanoTime();
            histogram.record(now - last);
            last = now;
        } while (last < until);
    }

    private LoadedEntry prepared(Team team) {
        LoadedEntry loaded = model.entry(entry, model.model().workspace(team));
        Object[] inputs = loaded.spec().inputs().stream().map(this::madeUp).toArray();
        loaded.prepare(inputs, symbols);
        return loaded;
    }

    /** Floats spread over [-1, 1); zeros of other types, which every index allows. */
    private Object madeUp(TensorSpec input) {
        int elements = 1;
        for (int size : Shapes.of(input, symbols)) {
            elements *= size;
        }
        Object carrier = input.type().newCarrier(elements);
        if (carrier instanceof float[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = spread(i);
            }
        } else if (carrier instanceof double[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = spread(i);
            }
        }
        return carrier;
    }

    /**
     * Multiples of the golden ratio, modulo 1: even over the interval, and the same in every run.
     */
    private static float spread(int i) {
        return (float) (i * 0.6180339887498949 % 1.0 * 2.0 - 1.0);
    }
}
