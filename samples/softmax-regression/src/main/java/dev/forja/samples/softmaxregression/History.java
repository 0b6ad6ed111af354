package dev.forja.samples.softmaxregression;

import dev.forja.runtime.Parameters;
import dev.forja.runtime.train.EpochReport;
import dev.forja.runtime.train.TrainingMemory;
import dev.forja.runtime.train.TrainingResult;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sums up, epoch by epoch, what was fetched. */
final class History {
    private final int stepsPerEpoch;
    private final long began = System.nanoTime();
    private long steps;
    private double losses;
    private double accuracies;
    private EpochReport last;

    History(int stepsPerEpoch) {
        this.stepsPerEpoch = stepsPerEpoch;
    }

    /** Adds a step. */
    void add(float loss, double accuracy) {
        steps++;
        losses += loss;
        accuracies += accuracy;
    }

    /** Whether the last step ended an epoch. */
    boolean atEnd() {
        return steps % stepsPerEpoch == 0;
    }

    /** The means over the epoch that ends with the last step. */
    EpochReport report() {
        last =
                new EpochReport(
                        steps / stepsPerEpoch,
                        steps,
                        true,
                        losses / stepsPerEpoch,
                        OptionalDouble.empty(),
                        Map.of("accuracy", accuracies / stepsPerEpoch),
                        Session.LEARNING_RATE,
                        false,
                        seconds());
        losses = 0;
        accuracies = 0;
        return last;
    }

    TrainingResult result(Parameters parameters, TrainingMemory memory) {
        return new TrainingResult(
                parameters,
                steps,
                TrainingResult.End.COMPLETED,
                Optional.ofNullable(last),
                memory,
                seconds());
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}
