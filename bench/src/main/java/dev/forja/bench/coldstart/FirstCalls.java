package dev.forja.bench.coldstart;

import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Workspace;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Main class of a process that measures how one generated class begins. It calls by reflection,
 * with native accessors, which need no warming up themselves and add about a microsecond.
 */
final class FirstCalls {
    /** Calls whose time is kept. */
    static final int CALLS = 10_000;

    private static final int STEADY = 1_000;
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;

    /** Made before anything is measured. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FirstCalls() {}

    /**
     * Measures.
     *
     * @param arguments class, entry, parameter file, whether to warm up, symbols, length of the
     *     input, length of the output
     */
    public static void main(String... arguments) throws Exception {
        int[] symbols =
                Arrays.stream(arguments[4].split(",")).mapToInt(Integer::parseInt).toArray();
        var input = new float[Integer.parseInt(arguments[5])];
        for (int i = 0; i < input.length; i++) {
            input[i] = (i % 17 - 8) / 8f;
        }
        var output = new float[Integer.parseInt(arguments[6])];
        boolean warms = Boolean.parseBoolean(arguments[3]);
        var file = Path.of(arguments[2]);

        long startCpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        var type = Class.forName(arguments[0]);
        var model = (CompiledModel) type.getConstructor().newInstance();
        model.load(file);
        long loaded = System.nanoTime();
        double loadCpu = (THREADS.getCurrentThreadCpuTime() - startCpu) / MILLI;
        if (warms) {
            model.warmUp();
        }
        long warm = System.nanoTime();
        var entry = entry(type, arguments[1]);
        var call = call(input, symbols, output, model.workspace());
        long calledCpu = THREADS.getCurrentThreadCpuTime();
        long called = System.nanoTime();
        entry.invoke(model, call);
        double first = (System.nanoTime() - called) / MILLI;
        double firstCpu = (THREADS.getCurrentThreadCpuTime() - calledCpu) / MILLI;
        var calls = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long before = System.nanoTime();
            entry.invoke(model, call);
            calls[i] = (System.nanoTime() - before) / MICRO;
        }
        var steady = new double[STEADY];
        for (int i = 0; i < STEADY; i++) {
            long before = System.nanoTime();
            entry.invoke(model, call);
            steady[i] = (System.nanoTime() - before) / MICRO;
        }
        System.out.println(
                new Timeline(
                                (loaded - start) / MILLI,
                                loadCpu,
                                first,
                                firstCpu,
                                (warm - loaded) / MILLI,
                                calls,
                                Timeline.median(steady))
                        .line());
        System.out.println("lanes " + model.lanes());
    }

    private static Method entry(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method -> method.getReturnType() == void.class)
                .findFirst()
                .orElseThrow();
    }

    private static Object[] call(
            float[] input, int[] symbols, float[] output, Workspace workspace) {
        var call = new Object[symbols.length + 3];
        call[0] = input;
        for (int i = 0; i < symbols.length; i++) {
            call[1 + i] = symbols[i];
        }
        call[symbols.length + 1] = output;
        call[symbols.length + 2] = workspace;
        return call;
    }
}
