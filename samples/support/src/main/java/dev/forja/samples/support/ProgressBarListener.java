package dev.forja.samples.support;

import dev.forja.runtime.train.EpochReport;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.runtime.train.TrainingPlan;
import dev.forja.runtime.train.TrainingResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows steps done, time left and the loss as a bar that redraws itself; for terminals. */
public final class ProgressBarListener implements TrainingListener {
    /** Fixed, so that the library need not load native code to ask for the width. */
    private static final int COLUMNS = 100;

    private static final int MILLIS = 100;

    private final PrintStream out;
    private ProgressBar bar;

    /** A bar on a stream that leads to a terminal. */
    public ProgressBarListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onStart(TrainingPlan plan) {
        String model = plan.model().substring(plan.model().lastIndexOf('.') + 1);
        bar =
                new ProgressBarBuilder()
                        .setTaskName("training " + model)
                        .setInitialMax(plan.totalSteps())
                        .startsFrom(plan.firstStep(), Duration.ZERO)
                        .setUnit(" steps", 1)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis(MILLIS)
                        .setConsumer(new ConsoleProgressBarConsumer(out, COLUMNS))
                        .build();
    }

    @Override
    public void onStep(long step, float loss) {
        bar.stepTo(step);
    }

    @Override
    public void onEpoch(EpochReport report) {
        bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4g", report.trainingLoss()));
    }

    @Override
    public void onEnd(TrainingResult result) {
        close();
        out.println(result.summary());
    }

    @Override
    public void onFailure(Exception failure) {
        close();
    }

    /** A run that fails to restore its checkpoint fails before it starts. */
    private void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
