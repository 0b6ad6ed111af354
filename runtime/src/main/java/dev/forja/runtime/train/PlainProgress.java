package dev.forja.runtime.train;

import java.io.PrintStream;
import java.util.Locale;

/** Progress as plain lines, for logs and whatever else is no terminal. */
public final class PlainProgress implements TrainingListener {
    private final PrintStream out;
    private final long everyEpochs;
    private TrainingPlan plan;

    /** A line for every epoch. */
    public PlainProgress(PrintStream out) {
        this(out, 1);
    }

    /** A line for every so many epochs, and for the last. */
    public PlainProgress(PrintStream out, long everyEpochs) {
        if (everyEpochs < 1) {
            throw new IllegalArgumentException("expected everyEpochs >= 1, found " + everyEpochs);
        }
        this.out = out;
        this.everyEpochs = everyEpochs;
    }

    @Override
    public void onStart(TrainingPlan started) {
        plan = started;
        out.printf(
                Locale.ROOT,
                "training %s.%s: %d rows, batches of %d, %d steps%s%n",
                plan.model(),
                plan.loss(),
                plan.rows(),
                plan.batchSize(),
                plan.totalSteps(),
                plan.firstStep() > 0 ? ", resumed after step " + plan.firstStep() : "");
    }

    @Override
    public void onEpoch(EpochReport report) {
        if (report.epoch() % everyEpochs == 0 && report.complete()) {
            print(report);
        }
    }

    @Override
    public void onEnd(TrainingResult result) {
        result.lastEpoch()
                .filter(report -> report.epoch() % everyEpochs != 0 || !report.complete())
                .ifPresent(this::print);
        var why =
                switch (result.end()) {
                    case COMPLETED -> "done";
                    case STOPPED_EARLY -> "stopped early";
                    case STOPPED -> "stopped";
                };
        out.printf(Locale.ROOT, "%s: %s%n", why, result.summary());
    }

    @Override
    public void onFailure(Exception failure) {
        out.printf(Locale.ROOT, "failed: %s%n", failure.getMessage());
    }

    private void print(EpochReport report) {
        var line = new StringBuilder();
        line.append(
                String.format(
                        Locale.ROOT,
                        "epoch %d/%d  step %d  loss %.6g",
                        report.epoch(),
                        plan.epochs(),
                        report.step(),
                        report.trainingLoss()));
        report.validationLoss()
                .ifPresent(
                        loss -> line.append(String.format(Locale.ROOT, "  validation %.6g", loss)));
        report.metrics()
                .forEach((name, value) ->
                        line.append(String.format(Locale.ROOT, "  %s %.4f", name, value)));
        if (report.best()) {
            line.append("  best");
        }
        out.println(line);
    }
}
