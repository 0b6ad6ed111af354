package dev.forja.runtime;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When a model's entries are rehearsed: on demand, or once in a daemon thread that ends when it is
 * done. One rehearsal of a model runs at a time.
 */
final class WarmUp implements Runnable {
    private static final String LOGGER = "dev.forja.runtime";

    /**
     * Blocks that no vector and no register tile fills, then rests beside full ones. One after the
     * other: what the small size got compiled makes the larger one bearable.
     */
    private static final int[] USUAL_SIZES = {1, 21};

    /** So long the first calls of a process have its processors and compilers to themselves. */
    private static final long HEAD_START_MILLIS = 100;

    private final CompiledModel model;
    private final Set<Map<String, Integer>> done = new HashSet<>();

    WarmUp(CompiledModel model) {
        this.model = model;
    }

    /** Rehearses the usual sizes in the background. Called once. */
    void start() {
        var thread = new Thread(this, "forja warm-up of " + model.spec().model());
        thread.setDaemon(true);
        thread.start();
    }

    /** What the background thread does. */
    @Override
    public void run() {
        try {
            Thread.sleep(HEAD_START_MILLIS);
            now(Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does that but to end the thread
        } catch (RuntimeException | Error e) {
            System.getLogger(LOGGER)
                    .log(
                            Level.WARNING,
                            "model "
                                    + model.spec().model()
                                    + " goes on with "
                                    + model.lanes()
                                    + " lanes, since its warm-up failed",
                            e);
        }
    }

    /**
     * Rehearses, unless that was done before.
     *
     * @param sizes of symbols; the usual ones if empty
     */
    synchronized void now(Map<String, Integer> sizes) {
        check(sizes);
        var key = new TreeMap<>(sizes);
        if (done.contains(key)) {
            return;
        }
        if (sizes.isEmpty()) {
            for (int size : USUAL_SIZES) {
                usual(size);
            }
        } else {
            var rehearsal = new Rehearsal(model);
            for (var entry : entries()) {
                rehearsal.add(entry, chosen(entry, sizes));
            }
            rehearsal.run();
        }
        done.add(key);
    }

    private List<EntrySpec> entries() {
        var entries = new ArrayList<EntrySpec>();
        for (var entry : model.spec().entries()) {
            if (entry.kind() == EntrySpec.Kind.ENTRY) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** Sizes that an entry refuses, such as an image smaller than a window, are left out. */
    private void usual(int size) {
        var rehearsal = new Rehearsal(model);
        for (var entry : entries()) {
            if (size != 1 && entry.symbols().isEmpty()) {
                continue; // it has been rehearsed
            }
            var sizes = new int[entry.symbols().size()];
            Arrays.fill(sizes, size);
            try {
                rehearsal.add(entry, sizes);
            } catch (IllegalArgumentException | ArithmeticException e) {
                System.getLogger(LOGGER)
                        .log(
                                Level.DEBUG,
                                "entry {0} is not rehearsed with size {1}: {2}",
                                entry.name(),
                                size,
                                e.getMessage());
            }
        }
        rehearsal.run();
    }

    private static int[] chosen(EntrySpec entry, Map<String, Integer> sizes) {
        var chosen = new int[entry.symbols().size()];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = sizes.getOrDefault(entry.symbols().get(i), 1);
        }
        return chosen;
    }

    private void check(Map<String, Integer> sizes) {
        var symbols = new TreeSet<String>();
        for (var entry : model.spec().entries()) {
            symbols.addAll(entry.symbols());
        }
        for (var chosen : sizes.entrySet()) {
            var symbol = chosen.getKey();
            int size = chosen.getValue();
            if (!symbols.contains(symbol)) {
                throw new IllegalArgumentException(
                        "model "
                                + model.spec().model()
                                + " has no dimension '"
                                + symbol
                                + "'; it has "
                                + symbols);
            }
            if (size < 1) {
                throw new IllegalArgumentException(
                        "dimension '" + symbol + "': expected a size from 1, found " + size);
            }
        }
    }
}
