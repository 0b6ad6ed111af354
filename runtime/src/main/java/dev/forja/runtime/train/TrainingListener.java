package dev.forja.runtime.train;

/** Hears of a run, on the thread that trains. Every method may be left out. */
public interface TrainingListener {
    /** Before the first step. */
    default void onStart(TrainingPlan plan) {}

    /**
     * After each step.
     *
     * @param step steps done since the start of training, this one included
     * @param loss loss of this batch before its update
     */
    default void onStep(long step, float loss) {}

    /** After each epoch, and after the part of an epoch at the end of a run. */
    default void onEpoch(EpochReport report) {}

    /** After the last step of a run that ends in order. */
    default void onEnd(TrainingResult result) {}

    /** When a run fails, for example by divergence; {@link #onEnd} is then not called. */
    default void onFailure(Exception failure) {}
}
