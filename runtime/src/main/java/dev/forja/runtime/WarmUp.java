package dev.forja.runtime;

import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * When a model's entries are rehearsed: on demand, or once in a daemon thread that ends when it is
 * done. One rehearsal of a model runs at a time.
 */
final class WarmUp {
    private static final String LOGGER = "dev.forja.runtime";

    /**
     * Blocks that no vector and no register tile fills, then rests beside full ones. One after the
     * other: what the small size got compiled makes the larger one bearable.
     */
    private static final List<Integer> USUAL_SIZES = List.of(1, 21);

    private final CompiledModel model;
    private final Set<Map<String, Integer>> done = new HashSet<>();

    WarmUp(CompiledModel model) {
        this.model = model;
    }

    /** Rehearses the usual sizes in the background. Called once. */
    void start() {
        var thread = new Thread(this::inBackground, "forja warm-up of " + model.spec().model());
        thread.setDaemon(true);
        thread.start();
    }

    private void inBackground() {
        try {
            now(Map.of());
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
            USUAL_SIZES.forEach(this::usual);
        } else {
            var rehearsal = new Rehearsal(model);
            entries().forEach(entry -> rehearsal.add(entry, chosen(entry, sizes)));
            rehearsal.run();
        }
        done.add(key);
    }

    private Stream<EntrySpec> entries() {
        return model.spec().entries().stream()
                .filter(entry -> entry.kind() == EntrySpec.Kind.ENTRY);
    }

    /** Sizes that an entry refuses, such as an image smaller than a window, are left out. */
    private void usual(int size) {
        var rehearsal = new Rehearsal(model);
        entries()
                .filter(entry -> size == 1 || !entry.symbols().isEmpty())
                .forEach(entry -> {
                    try {
                        rehearsal.add(
                                entry, entry.symbols().stream().mapToInt(_ -> size).toArray());
                    } catch (IllegalArgumentException | ArithmeticException e) {
                        System.getLogger(LOGGER)
                                .log(
                                        Level.DEBUG,
                                        "entry {0} is not rehearsed with size {1}: {2}",
                                        entry.name(),
                                        size,
                                        e.getMessage());
                    }
                });
        rehearsal.run();
    }

    private static int[] chosen(EntrySpec entry, Map<String, Integer> sizes) {
        return entry.symbols().stream().mapToInt(symbol -> sizes.getOrDefault(symbol, 1)).toArray();
    }

    private void check(Map<String, Integer> sizes) {
        var symbols = new TreeSet<String>();
        model.spec().entries().forEach(entry -> symbols.addAll(entry.symbols()));
        sizes.forEach((symbol, size) -> {
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
        });
    }
}
