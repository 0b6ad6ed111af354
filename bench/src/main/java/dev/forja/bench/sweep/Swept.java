package dev.forja.bench.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a series measured.
 *
 * @param micros median of a call in microseconds, by size
 */
record Swept(Series series, SortedMap<Integer, Double> micros) {
    /** Between neighbours, in time per operation. */
    private static final double CLIFF = 2;

    /** Calls of tens of nanoseconds differ by as much from one to the next. */
    private static final double CLEARLY_LONGER = 1.2;

    private static final double NANOS = 1e3;

    Swept {
        micros = new TreeMap<>(micros);
    }

    double operations(int size) {
        return series.point().apply(size).operations();
    }

    /** Nanoseconds of one floating-point operation. */
    double nanosPerOperation(int size) {
        return micros.get(size) * NANOS / operations(size);
    }

    /**
     * Where an operation takes more than twice the time that it takes at a neighbour. A smaller
     * neighbour pays the cost of the call itself with fewer operations: it counts only if its calls
     * clearly take longer as a whole.
     */
    List<String> cliffs() {
        var cliffs = new ArrayList<String>();
        Integer before = null;
        for (int size : micros.keySet()) {
            if (before != null) {
                double ratio = nanosPerOperation(size) / nanosPerOperation(before);
                if (ratio > CLIFF) {
                    cliffs.add(cliff(size, ratio, before));
                } else if (1 / ratio > CLIFF
                        && micros.get(before) > CLEARLY_LONGER * micros.get(size)) {
                    cliffs.add(cliff(before, 1 / ratio, size));
                }
            }
            before = size;
        }
        return cliffs;
    }

    private String cliff(int slow, double ratio, int fast) {
        return String.format(
                Locale.ROOT,
                "%s, %s %d: an operation takes %.1f times as long as at %d (%.2f and %.2f µs a"
                        + " call)",
                series.title(),
                series.size(),
                slow,
                ratio,
                fast,
                micros.get(slow),
                micros.get(fast));
    }
}
