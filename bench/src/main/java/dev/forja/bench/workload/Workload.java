package dev.forja.bench.workload;

import java.util.HashMap;
import java.util.Map;

/**
 * One thing to measure.
 *
 * @param name short and unique, as it stands in tables
 * @param title for people
 * @param source the model
 * @param entry the model's entry, or its loss when a training step is measured
 * @param kind what a call does
 * @param bound sizes of symbols that are bound when the model is compiled
 * @param symbols sizes of symbols that every call passes
 * @param task what it computes
 * @param targets how many times as fast as other engines it has to be, by their names
 * @param peakTarget share of the FMA peak that it has to reach; 0 where that says nothing
 */
public record Workload(
        String name,
        String title,
        ModelSource source,
        String entry,
        Kind kind,
        Map<String, Long> bound,
        Map<String, Integer> symbols,
        Task task,
        Map<String, Double> targets,
        double peakTarget) {
    /** The symbol of the batch size. */
    public static final String BATCH = "n";

    /** What one call is. */
    public enum Kind {
        INFERENCE,
        /** Forward, backward and update. */
        TRAINING
    }

    public Workload {
        if (kind == Kind.TRAINING && !(task instanceof Task.Trainable)) {
            throw new IllegalArgumentException(name + ": only a classifier is trained");
        }
        bound = Map.copyOf(bound);
        symbols = Map.copyOf(symbols);
        targets = Map.copyOf(targets);
    }

    /** A workload without targets. */
    public Workload(
            String name,
            String title,
            ModelSource source,
            String entry,
            Kind kind,
            Map<String, Long> bound,
            Map<String, Integer> symbols,
            Task task) {
        this(name, title, source, entry, kind, bound, symbols, task, Map.of(), 0);
    }

    /** An entry on a batch. */
    public static Workload inference(
            String name, String title, ModelSource source, String entry, int rows, Task task) {
        return new Workload(
                name, title, source, entry, Kind.INFERENCE, Map.of(), Map.of(BATCH, rows), task);
    }

    /** A step of gradient descent on a batch. */
    public static Workload training(
            String name,
            String title,
            ModelSource source,
            String loss,
            int rows,
            Task.Trainable task) {
        return new Workload(
                name, title, source, loss, Kind.TRAINING, Map.of(), Map.of(BATCH, rows), task);
    }

    /** The same with another target: so many times as fast as an engine. */
    public Workload atLeast(double times, String engine) {
        var more = new HashMap<>(targets);
        more.put(engine, times);
        return new Workload(
                name, title, source, entry, kind, bound, symbols, task, more, peakTarget);
    }

    /** The same with a target for the share of the FMA peak. */
    public Workload atLeastOfPeak(double share) {
        return new Workload(name, title, source, entry, kind, bound, symbols, task, targets, share);
    }

    /** Rows of the batch; 1 for a model without one. */
    public int rows() {
        return symbols.getOrDefault(BATCH, 1);
    }

    /** Floating-point operations of a call. */
    public double operations() {
        return kind == Kind.TRAINING && task instanceof Task.Trainable classifier
                ? classifier.trainingOperations(rows())
                : task.operations(rows());
    }

    /** Bytes that a call reads and writes at least. */
    public double bytes() {
        return task.bytes(rows());
    }

    /** Does every engine compute the same? A training step with dropout depends on random bits. */
    public boolean isDeterministic() {
        return kind == Kind.INFERENCE || !source.text().contains("dropout(");
    }
}
