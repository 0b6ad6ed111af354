package dev.forja.samples.support;

import dev.forja.runtime.train.PlainProgress;
import dev.forja.runtime.train.TrainingListener;
import java.io.PrintStream;

/** Chooses how a run shows its progress. */
public final class Progress {
    private Progress() {}

    /**
     * A progress bar on a terminal, else plain lines.
     *
     * @param everyEpochs epochs from one plain line to the next
     */
    public static TrainingListener of(PrintStream out, long everyEpochs) {
        var console = System.console();
        return console != null && console.isTerminal()
                ? new ProgressBarListener(out)
                : new PlainProgress(out, everyEpochs);
    }
}
