package dev.forja.runtime;

import java.util.Arrays;

/** One entry with one choice of sizes, on input that is made up. */
final class RehearsedCall {
    private static final int IDLE_CALLS = 7;
    private static final double CLEARLY_FASTER = 0.9;

    private final EntrySpec entry;
    private final int[] sizes;
    private final Object[] arrays;
    private final Workspace workspace;
    private double least = Double.MAX_VALUE;
    private long improved;

    /**
     * @param arrays inputs, then outputs
     */
    RehearsedCall(EntrySpec entry, int[] sizes, Object[] arrays, Workspace workspace) {
        this.entry = entry;
        this.sizes = sizes;
        this.arrays = arrays;
        this.workspace = workspace;
        for (int i = 0; i < entry.inputs().size(); i++) {
            fill(arrays[i]);
        }
    }

    /** Numbers of both signs around 1; whole numbers stay 0, which is a position in any table. */
    private static void fill(Object array) {
        if (array instanceof float[] floats) {
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) madeUp(i);
            }
        } else if (array instanceof double[] doubles) {
            for (int i = 0; i < doubles.length; i++) {
                doubles[i] = madeUp(i);
            }
        }
    }

    private static double madeUp(int i) {
        return (i * 37 % 101 - 50) / 32.0;
    }

    /**
     * One call of a model. Between the calls are some that do nothing: a call that a method makes
     * in less than a quarter of its own is not inlined into it by the virtual machine, so that the
     * entry is compiled as the method that a service is going to call, and not as a part of this
     * loop.
     */
    void call(CompiledModel model) {
        for (int i = 0; i < IDLE_CALLS; i++) {
            model.rehearse(entry.name(), null, sizes, workspace);
        }
        model.rehearse(entry.name(), arrays, sizes, workspace);
    }

    /** What the last call gave, copied. */
    Object[] results() {
        var results = new Object[entry.outputs().size()];
        for (int i = 0; i < results.length; i++) {
            var result = arrays[entry.inputs().size() + i];
            var type = ElementType.ofCarrier(result);
            results[i] = type.newCarrier(type.length(result));
            System.arraycopy(result, 0, results[i], 0, type.length(result));
        }
        return results;
    }

    /**
     * Fails if the last call gave something else.
     *
     * @param expected of {@link #results}
     */
    void requireSame(Object[] expected) {
        if (!Arrays.deepEquals(expected, results())) {
            throw new IllegalStateException(
                    "entry "
                            + entry.name()
                            + " with sizes "
                            + Arrays.toString(sizes)
                            + " gives other bits in vector code than in scalar code");
        }
    }

    /**
     * Calls again and again.
     *
     * @param nanos for how long; one call at least
     * @return mean time of a call in nanoseconds
     */
    double time(CompiledModel model, long nanos) {
        long start = System.nanoTime();
        long done = 0;
        long now;
        do {
            call(model);
            done++;
            now = System.nanoTime();
        } while (now - start < nanos);
        return (double) (now - start) / done;
    }

    /** Like {@link #time}, and remembers whether it became faster. */
    double observe(CompiledModel model, long nanos) {
        double mean = time(model, nanos);
        if (mean < CLEARLY_FASTER * least) {
            improved = System.nanoTime();
        }
        least = Math.min(least, mean);
        return mean;
    }

    /** When the last observation came that was clearly faster than all before, by the clock. */
    long improved() {
        return improved;
    }
}
