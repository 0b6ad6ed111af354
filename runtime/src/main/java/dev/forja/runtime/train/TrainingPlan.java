package dev.forja.runtime.train;

/**
 * What a run is about to do.
 *
 * @param model name of the model
 * @param loss name of the loss
 * @param rows rows of training data
 * @param batchSize rows of a full batch
 * @param stepsPerEpoch batches of an epoch
 * @param firstStep steps done before this run; above 0 when it resumes a checkpoint
 * @param totalSteps steps done when it ends, unless it ends early
 */
public record TrainingPlan(
        String model,
        String loss,
        int rows,
        int batchSize,
        int stepsPerEpoch,
        long firstStep,
        long totalSteps) {
    /** Epochs begun when the run ends, unless it ends early. */
    public long epochs() {
        return Math.ceilDiv(totalSteps, stepsPerEpoch);
    }
}
