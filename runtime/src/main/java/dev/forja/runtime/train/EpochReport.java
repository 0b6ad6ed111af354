package dev.forja.runtime.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an epoch brought.
 *
 * @param epoch number of the epoch, from 1
 * @param step steps done since the start of training
 * @param complete false for the part of an epoch that a limit of steps, or a stop, leaves at the
 *     end
 * @param trainingLoss mean over the rows of the epoch of the loss before each step
 * @param validationLoss mean over the rows of the validation data; empty without such data
 * @param metrics metrics by name, in the order in which they were added
 * @param learningRate rate of the epoch's last step
 * @param best whether early stopping counts this epoch as an improvement
 * @param seconds wall time since the run began
 */
public record EpochReport(
        long epoch,
        long step,
        boolean complete,
        double trainingLoss,
        OptionalDouble validationLoss,
        Map<String, Double> metrics,
        float learningRate,
        boolean best,
        double seconds) {
    public EpochReport {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    EpochReport asBest() {
        return new EpochReport(
                epoch,
                step,
                complete,
                trainingLoss,
                validationLoss,
                metrics,
                learningRate,
                true,
                seconds);
    }
}
