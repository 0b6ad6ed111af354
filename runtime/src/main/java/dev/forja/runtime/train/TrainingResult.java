package dev.forja.runtime.train;

import dev.forja.runtime.Parameters;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run gave.
 *
 * @param parameters parameters of the best epoch with early stopping, else of the last step
 * @param steps steps done since the start of training
 * @param end why the run ended
 * @param lastEpoch report of the last epoch of this run; empty if the run had nothing left to do
 * @param memory what the run held
 * @param seconds wall time of this run
 */
public record TrainingResult(
        Parameters parameters,
        long steps,
        End end,
        Optional<EpochReport> lastEpoch,
        TrainingMemory memory,
        double seconds) {
    /** Why a run ended. */
    public enum End {
        /** All steps were done. */
        COMPLETED,
        /** Early stopping saw no improvement any more. */
        STOPPED_EARLY,
        /** {@link Trainer#stop()} was called. */
        STOPPED
    }

    /** A line: {@code 1440 steps in 2.8 s; parameters 38 KB, optimizer 77 KB, workspace 1.2 MB}. */
    public String summary() {
        return String.format(Locale.ROOT, "%d steps in %.1f s; %s", steps, seconds, memory);
    }
}
