package dev.forja.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls entries on made-up input until the virtual machine has compiled them. While the model
 * serves in scalar code the vector code runs in a twin of the model, and goes into service when it
 * is measured faster.
 */
final class Rehearsal {
    private static final long MILLI = 1_000_000;

    /** Calls of one kind in a row. */
    private static final long TURN = 4 * MILLI;

    /** So long at least nothing has to become faster before it counts as settled. */
    private static final long QUIET = 150 * MILLI;

    /**
     * And so large a share of the rehearsal: a machine with much to do besides compiles more
     * slowly.
     */
    private static final double QUIET_SHARE = 1 / 3.0;

    /** After that the rehearsal ends if the model serves as it should, settled or not. */
    private static final long USUAL = 3_000 * MILLI;

    /** After that it ends anyway. */
    private static final long LONGEST = 20_000 * MILLI;

    /** Calls after which the virtual machine compiles a method for the first time, and some. */
    private static final int EMPTY_CALLS = 400;

    /** Empty calls are worth no more time: they have kernels that are not empty. */
    private static final long EMPTY_TIME = 250 * MILLI;

    private final CompiledModel model;
    private final List<RehearsedCall> empty = new ArrayList<>();
    private final List<RehearsedCall> calls = new ArrayList<>();
    private final long start = System.nanoTime();

    Rehearsal(CompiledModel model) {
        this.model = model;
    }

    /**
     * Adds a call, and calls that do nothing: the same with one of the symbols 0.
     *
     * @throws IllegalArgumentException if the entry refuses the sizes
     */
    void add(EntrySpec entry, int[] sizes) {
        var call = call(entry, sizes);
        if (call == null) {
            return;
        }
        calls.add(call);
        for (int i = 0; i < sizes.length; i++) {
            var none = sizes.clone();
            none[i] = 0;
            addEmpty(entry, none);
        }
    }

    private void addEmpty(EntrySpec entry, int[] none) {
        try {
            empty.add(call(entry, none));
        } catch (RuntimeException e) {
            // What an entry makes of nothing is for those to know who call it so: refuse it, or
            // fail. It is then warmed up by calls that do something, as are entries with no symbol.
        }
    }

    private RehearsedCall call(EntrySpec entry, int[] sizes) {
        var arrays = model.rehearsal(entry.name(), sizes);
        if (arrays == null) {
            return null;
        }
        model.begin();
        var call = new RehearsedCall(entry, sizes, arrays, model.workspace());
        call.call(model);
        return call;
    }

    /** Rehearses what was added. */
    void run() {
        var begun = model.begin();
        if (!model.beginsScalar() || begun.lanes == model.preferredLanes()) {
            callEmpty(model);
            settle(model, true);
            return;
        }
        var twin = model.twin(begun.parameters, model.preferredLanes());
        if (calls.isEmpty()) {
            model.change(twin.begin());
            return;
        }
        callEmpty(twin);
        settle(twin, false);
    }

    /**
     * The virtual machine compiles what has been called so often, whatever the calls did; in its
     * interpreter calls that do something take vector code a thousand times its time.
     */
    private void callEmpty(CompiledModel subject) {
        for (var call : empty) {
            long begin = System.nanoTime();
            for (int i = 0; i < EMPTY_CALLS && System.nanoTime() - begin < EMPTY_TIME; i++) {
                call.call(subject);
            }
        }
    }

    /**
     * Calls until nothing becomes faster any more.
     *
     * @param subject the model that is to become fast
     * @param serves whether it serves already
     */
    private void settle(CompiledModel subject, boolean serves) {
        boolean isServing = serves;
        boolean wasFaster = false;
        long elapsed;
        do {
            double difference = 0;
            for (var call : calls) {
                double time = call.observe(subject, TURN);
                if (!isServing) {
                    difference += Math.log(time / call.time(model, TURN / 4));
                }
            }
            boolean isFaster = difference < 0;
            if (!isServing && isFaster && wasFaster) {
                requireSame(subject, model.twin(subject.parameters(), 1));
                model.change(subject.begin());
                isServing = true;
            }
            wasFaster = isFaster;
            elapsed = System.nanoTime() - start;
        } while (elapsed < LONGEST && !(isServing && (elapsed > USUAL || isSettled())));
    }

    /**
     * Vector code that gave other bits than scalar code would be a defect of ours. The model itself
     * may have other parameters by now.
     */
    private void requireSame(CompiledModel subject, CompiledModel scalar) {
        for (var call : calls) {
            call.call(scalar);
            var expected = call.results();
            call.call(subject);
            call.requireSame(expected);
        }
    }

    private boolean isSettled() {
        long now = System.nanoTime();
        double quiet = Math.max(QUIET, QUIET_SHARE * (now - start));
        for (var call : calls) {
            if (now - call.improved() < quiet) {
                return false;
            }
        }
        return true;
    }
}
