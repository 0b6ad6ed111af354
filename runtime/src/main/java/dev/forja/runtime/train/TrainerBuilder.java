package dev.forja.runtime.train;

import dev.forja.runtime.Parameters;
import dev.forja.runtime.Team;
import dev.forja.runtime.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Collects the choices of a run. Needed: a data set, a learning rate, and a number of epochs or of
 * steps. Batches have 32 rows, or all where there are fewer, and the seed is 0 unless said
 * otherwise.
 */
public final class TrainerBuilder {
    private static final int DEFAULT_BATCH = 32;

    final TrainingStep step;
    final Parameters initial;
    final Map<String, Integer> symbols = new LinkedHashMap<>();
    final Map<String, Metric> metrics = new LinkedHashMap<>();
    final List<TrainingListener> listeners = new ArrayList<>();
    Dataset dataset;
    Dataset validation;
    int batchSize;
    boolean dropShortBatch;
    boolean shuffle = true;
    long epochs;
    long steps;
    long seed;
    LearningRate learningRate;
    EarlyStopping earlyStopping;
    Path checkpoint;
    long checkpointEvery;
    Path resume;
    boolean resumeMustExist;
    Team team;
    int threads;

    TrainerBuilder(TrainingStep step, Parameters initial) {
        this.step = Objects.requireNonNull(step, "step");
        this.initial = Objects.requireNonNull(initial, "initial");
    }

    /** Rows to train on; its columns have the names of the loss's inputs. */
    public TrainerBuilder dataset(Dataset value) {
        dataset = value;
        return this;
    }

    /** Rows to evaluate the loss on at the end of each epoch. */
    public TrainerBuilder validation(Dataset value) {
        validation = value;
        return this;
    }

    /** Rows of a batch; the last one of an epoch may be shorter. */
    public TrainerBuilder batchSize(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("expected a batch size >= 1, found " + value);
        }
        batchSize = value;
        return this;
    }

    /** Whether to leave out the short batch at the end of an epoch; by default it is used. */
    public TrainerBuilder dropShortBatch(boolean value) {
        dropShortBatch = value;
        return this;
    }

    /** Whether each epoch takes the rows in a new order, which is the default. */
    public TrainerBuilder shuffle(boolean value) {
        shuffle = value;
        return this;
    }

    /** Times to go through the rows, counted from the start of training also when resumed. */
    public TrainerBuilder epochs(long value) {
        epochs = positive("number of epochs", value);
        return this;
    }

    /** Steps to do, counted from the start of training also when resumed. */
    public TrainerBuilder steps(long value) {
        steps = positive("number of steps", value);
        return this;
    }

    /** Seed of the order of rows and of everything random in the model. */
    public TrainerBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Factor of each update. */
    public TrainerBuilder learningRate(LearningRate value) {
        learningRate = value;
        return this;
    }

    /** A constant factor of each update. */
    public TrainerBuilder learningRate(float value) {
        return learningRate(LearningRate.constant(value));
    }

    /** The value of a symbolic dimension other than the batch. */
    public TrainerBuilder symbol(String name, int value) {
        symbols.put(name, value);
        return this;
    }

    /** A figure to compute at the end of each epoch. */
    public TrainerBuilder metric(String name, Metric metric) {
        metrics.put(name, Objects.requireNonNull(metric, "metric"));
        return this;
    }

    /** Ends training when it no longer improves, and gives the parameters of the best epoch. */
    public TrainerBuilder earlyStopping(EarlyStopping value) {
        earlyStopping = value;
        return this;
    }

    /** Someone who hears of the run; in the order of these calls. */
    public TrainerBuilder listener(TrainingListener value) {
        listeners.add(Objects.requireNonNull(value, "listener"));
        return this;
    }

    /**
     * Writes a checkpoint after every {@code everySteps} steps and at the end of the run, each
     * replacing the one before.
     */
    public TrainerBuilder checkpoint(Path path, long everySteps) {
        checkpoint = Objects.requireNonNull(path, "path");
        checkpointEvery = positive("number of steps between checkpoints", everySteps);
        return this;
    }

    /** Continues from a checkpoint, to the same bits as a run that was never interrupted. */
    public TrainerBuilder resumeFrom(Path path) {
        resume = Objects.requireNonNull(path, "path");
        resumeMustExist = true;
        return this;
    }

    /** Continues from a checkpoint if the file is there, else begins anew. */
    public TrainerBuilder resumeIfPresent(Path path) {
        resume = Objects.requireNonNull(path, "path");
        resumeMustExist = false;
        return this;
    }

    /**
     * Threads that work on one kernel at most; the training thread takes part, the others belong to
     * the common {@link Team}. By default as many as the system property {@code forja.threads}
     * says, else one. The bits of the result don't depend on it.
     */
    public TrainerBuilder threads(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("expected 1 thread or more, found " + value);
        }
        team = Team.common();
        threads = value;
        return this;
    }

    /** Runs large kernels on all free threads of a team, instead of {@link #threads}. */
    public TrainerBuilder team(Team value) {
        team = Objects.requireNonNull(value, "team");
        threads = value.threads();
        return this;
    }

    /**
     * The trainer of these choices.
     *
     * @throws IllegalArgumentException if one is missing or does not fit the loss
     */
    public Trainer build() {
        require(dataset != null, "a data set is missing: dataset(...)");
        if (batchSize == 0) {
            batchSize = Math.min(DEFAULT_BATCH, dataset.rows());
        }
        require(
                batchSize <= dataset.rows(),
                "batches of "
                        + batchSize
                        + " rows are larger than the data set: expected at most "
                        + dataset.rows());
        require(learningRate != null, "a learning rate is missing: learningRate(...)");
        require((epochs > 0) != (steps > 0), "give epochs(...) or steps(...), one of both");
        for (var name : symbols.keySet()) {
            require(
                    step.spec().symbols().contains(name),
                    "loss '"
                            + step.spec().name()
                            + "' has no dimension "
                            + name
                            + "; it has "
                            + step.spec().symbols());
        }
        if (earlyStopping != null && earlyStopping.metric() != null) {
            require(
                    metrics.containsKey(earlyStopping.metric()),
                    "early stopping watches metric '"
                            + earlyStopping.metric()
                            + "', which is not among "
                            + metrics.keySet());
        }
        return new Trainer(this);
    }

    Workspace workspace() {
        if (team == null) {
            threads(Team.preferredThreads());
        }
        return threads == 1 ? new Workspace() : new Workspace(team, threads);
    }

    private static long positive(String what, long value) {
        require(value > 0, "expected a " + what + " >= 1, found " + value);
        return value;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
