package dev.forja.bench.suite;

import java.util.Optional;
import java.util.stream.DoubleStream;

/** A figure with its spread. */
public record Range(double median, double low, double high) {
    /** Of some values; empty without values. */
    public static Optional<Range> of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return Optional.of(new Range(median, sorted[0], sorted[sorted.length - 1]));
    }
}
