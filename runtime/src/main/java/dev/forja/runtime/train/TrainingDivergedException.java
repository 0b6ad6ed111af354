package dev.forja.runtime.train;

import java.util.Locale;
import java.util.Optional;

/** Training whose loss became infinite or no number. The last checkpoint, if any, is untouched. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long step;
    private final long epoch;
    private final float learningRate;
    private final float loss;

    TrainingDivergedException(
            String model,
            String entry,
            long step,
            long epoch,
            float learningRate,
            float loss,
            Optional<String> inData) {
        super(
                String.format(
                        Locale.ROOT,
                        "%s.%s: the loss is %s at step %d (epoch %d, learning rate %s); %s",
                        model,
                        entry,
                        loss,
                        step,
                        epoch,
                        learningRate,
                        inData.orElse(
                                "the data of this step are finite: try a smaller learning rate")));
        this.step = step;
        this.epoch = epoch;
        this.learningRate = learningRate;
        this.loss = loss;
    }

    /** Number of the step that gave this loss, from 1. */
    public long step() {
        return step;
    }

    /** Number of its epoch, from 1. */
    public long epoch() {
        return epoch;
    }

    /** Learning rate of that step. */
    public float learningRate() {
        return learningRate;
    }

    /** The loss: an infinity or NaN. */
    public float loss() {
        return loss;
    }
}
