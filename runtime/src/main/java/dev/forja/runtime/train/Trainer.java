package dev.forja.runtime.train;

import dev.forja.runtime.Parameters;
import dev.forja.runtime.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One run of training: steps over shuffled mini-batches, with validation, metrics, early stopping,
 * checkpoints and listeners. What it computes depends on model, data, choices and seed alone, to
 * the bit. The loop allocates nothing per step; epochs and checkpoints do.
 *
 * <p>Used by one thread, once; {@link #stop()} may come from any.
 */
public final class Trainer {
    private final TrainingStep step;
    private final Parameters initial;
    private final BatchSource batches;
    private final BatchSource validation;
    private final boolean shuffle;
    private final long totalSteps;
    private final LearningRate learningRate;
    private final EarlyStopping earlyStopping;
    private final Map<String, Metric> metrics;
    private final TrainingListener[] listeners;
    private final Path checkpoint;
    private final long checkpointEvery;
    private final Path resume;
    private final boolean resumeMustExist;
    private final Checkpoint.Identity identity;
    private final Workspace workspace;
    private TrainingState state;
    private Progress progress = new Progress();
    private EpochReport lastEpoch;
    private boolean started;
    private long startNanos;
    private volatile boolean stopAsked;

    Trainer(TrainerBuilder from) {
        step = from.step;
        initial = from.initial;
        shuffle = from.shuffle;
        learningRate = from.learningRate;
        earlyStopping = from.earlyStopping;
        metrics = new LinkedHashMap<>(from.metrics);
        listeners = from.listeners.toArray(TrainingListener[]::new);
        checkpoint = from.checkpoint;
        checkpointEvery = from.checkpointEvery;
        resume = from.resume;
        resumeMustExist = from.resumeMustExist;
        workspace = from.workspace();
        var entry = step.spec();
        batches =
                new BatchSource(
                        entry, from.dataset, from.batchSize, from.symbols, from.dropShortBatch);
        validation =
                from.validation == null
                        ? null
                        : new BatchSource(
                                entry,
                                from.validation,
                                from.batchSize,
                                from.symbols,
                                from.dropShortBatch);
        totalSteps =
                from.steps > 0
                        ? from.steps
                        : Math.multiplyExact(from.epochs, (long) batches.stepsPerEpoch());
        state = new TrainingState(initial, step.slotCount(), from.seed);
        identity =
                new Checkpoint.Identity(
                        initial.spec(),
                        entry,
                        step.slotCount(),
                        from.seed,
                        from.dataset.rows(),
                        from.batchSize,
                        batches.stepsPerEpoch(),
                        shuffle);
    }

    /**
     * Begins a run.
     *
     * @param step compiled step of a loss
     * @param initial parameters to start from; they are copied
     */
    public static TrainerBuilder builder(TrainingStep step, Parameters initial) {
        return new TrainerBuilder(step, initial);
    }

    /** The state that this run changes; to be read by listeners on the training thread. */
    public TrainingState state() {
        return state;
    }

    /** Asks the run to end after the step under way, with a checkpoint if there are any. */
    public void stop() {
        stopAsked = true;
    }

    /**
     * Trains.
     *
     * @throws TrainingDivergedException if a step's loss is infinite or no number
     * @throws IOException if a checkpoint cannot be read or written, or belongs to another run
     * @throws IllegalStateException if this trainer has run before
     */
    public TrainingResult run() throws IOException {
        if (started) {
            throw new IllegalStateException("a trainer runs once; build another");
        }
        started = true;
        startNanos = System.nanoTime();
        try {
            restore();
            var plan = plan();
            for (var listener : listeners) {
                listener.onStart(plan);
            }
            var result = finish(loop());
            for (var listener : listeners) {
                listener.onEnd(result);
            }
            return result;
        } catch (IOException | RuntimeException e) {
            for (var listener : listeners) {
                listener.onFailure(e);
            }
            throw e;
        }
    }

    private void restore() throws IOException {
        if (resume != null && (resumeMustExist || Files.exists(resume))) {
            var restored = Checkpoint.load(resume, identity, initial);
            state = restored.state();
            progress = restored.progress();
        }
    }

    private TrainingPlan plan() {
        return new TrainingPlan(
                identity.model().model(),
                identity.loss().name(),
                identity.rows(),
                identity.batchSize(),
                batches.stepsPerEpoch(),
                state.step,
                totalSteps);
    }

    private TrainingResult.End loop() throws IOException {
        int perEpoch = batches.stepsPerEpoch();
        if (shuffle) {
            batches.shuffle(state.seed, state.step / perEpoch);
        }
        while (true) {
            if (patienceIsOver()) {
                return TrainingResult.End.STOPPED_EARLY;
            }
            if (state.step >= totalSteps) {
                return TrainingResult.End.COMPLETED;
            }
            if (stopAsked) {
                return TrainingResult.End.STOPPED;
            }
            oneStep(perEpoch);
            if (state.step % perEpoch == 0) {
                endEpoch();
                if (shuffle) {
                    batches.shuffle(state.seed, state.step / perEpoch);
                }
            }
            if (checkpoint != null && state.step % checkpointEvery == 0) {
                Checkpoint.save(checkpoint, identity, state, progress);
            }
        }
    }

    private void oneStep(int perEpoch) {
        long done = state.step;
        int rows = batches.fill((int) (done % perEpoch));
        float rate = learningRate.at(done);
        float loss = step.step(batches.inputs(), batches.symbols(), rate, state, workspace);
        if (!Float.isFinite(loss)) {
            throw new TrainingDivergedException(
                    identity.model().model(),
                    identity.loss().name(),
                    done + 1,
                    done / perEpoch + 1,
                    rate,
                    loss,
                    batches.notFinite());
        }
        // A step written by hand may leave the counting to the loop.
        state.step = done + 1;
        progress.addLoss(loss, rows);
        for (var listener : listeners) {
            listener.onStep(done + 1, loss);
        }
    }

    private boolean patienceIsOver() {
        return earlyStopping != null && progress.epochsWithoutBest >= earlyStopping.patience();
    }

    private void endEpoch() {
        var report = report(true);
        if (earlyStopping != null
                && progress.improve(earlyStopping.cost(report), earlyStopping.minDelta(), state)) {
            report = report.asBest();
        }
        progress.beginEpoch();
        publish(report);
    }

    private TrainingResult finish(TrainingResult.End end) throws IOException {
        // A part of an epoch is reported but not judged: a resumed run must judge whole epochs
        // only.
        if (progress.lossRows > 0) {
            publish(report(false));
        }
        if (checkpoint != null) {
            Checkpoint.save(checkpoint, identity, state, progress);
        }
        return new TrainingResult(
                progress.best != null ? progress.best : state.snapshot(),
                state.step,
                end,
                Optional.ofNullable(lastEpoch),
                TrainingMemory.of(state, workspace),
                seconds());
    }

    private EpochReport report(boolean complete) {
        var figures = new LinkedHashMap<String, Double>();
        if (!metrics.isEmpty()) {
            var snapshot = state.snapshot();
            metrics.forEach((name, metric) -> figures.put(name, metric.evaluate(snapshot)));
        }
        return new EpochReport(
                Math.ceilDiv(state.step, batches.stepsPerEpoch()),
                state.step,
                complete,
                progress.meanLoss(),
                validationLoss(),
                figures,
                learningRate.at(state.step - 1),
                false,
                seconds());
    }

    private OptionalDouble validationLoss() {
        if (validation == null) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        long rows = 0;
        for (int i = 0; i < validation.stepsPerEpoch(); i++) {
            int count = validation.fill(i);
            float loss = step.loss(validation.inputs(), validation.symbols(), state, workspace);
            sum += (double) loss * count;
            rows += count;
        }
        return OptionalDouble.of(sum / rows);
    }

    private void publish(EpochReport report) {
        lastEpoch = report;
        for (var listener : listeners) {
            listener.onEpoch(report);
        }
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
