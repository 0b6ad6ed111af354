package dev.forja.samples.lstmseries;

import dev.forja.runtime.train.EarlyStopping;
import dev.forja.runtime.train.LearningRate;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Plot;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** Foretells the highest temperature of each day of 2015 from the days before it. */
public final class Main {
    private static final int EPOCHS = 60;
    private static final int QUICK_EPOCHS = 12;
    private static final int EVERY_EPOCHS = 5;
    private static final int BATCH = 32;
    private static final float LEARNING_RATE = 3e-3f;
    private static final int PATIENCE = 15;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("lstm-series", arguments), System.out);
    }

    static Forecasts run(SampleRun run, PrintStream out) throws IOException {
        var series = Series.read();
        var model = new Forecast();
        var curve = new LearningCurve();
        train(
                model,
                series,
                run.quick() ? QUICK_EPOCHS : EPOCHS,
                List.of(curve, Progress.of(out, EVERY_EPOCHS)));
        var forecasts = Forecasts.of(model, series);

        curve.plot("Learning the weather of Seattle").write(run.file("learning-curve.png"));
        plot(forecasts).write(run.file("forecast.png"));
        out.printf("%nplots: %s, %s%n%n", run.file("learning-curve.png"), run.file("forecast.png"));
        run.metric(out, "persistence_test_rmse", forecasts.rmse(forecasts.persistence()));
        run.metric(out, "season_test_rmse", forecasts.rmse(forecasts.season()));
        run.metric(out, "lstm_test_rmse", forecasts.rmse(forecasts.lstm()));
        return forecasts;
    }

    private static void train(
            Forecast model, Series series, int epochs, List<TrainingListener> listeners)
            throws IOException {
        var training = series.training();
        long steps = (long) epochs * Math.ceilDiv(training.rows(), BATCH);
        var run =
                Trainer.builder(model.lossTraining(), model.parameters())
                        .dataset(training)
                        .validation(series.validation())
                        .symbol("t", Series.WINDOW)
                        .batchSize(BATCH)
                        .epochs(epochs)
                        .earlyStopping(EarlyStopping.onLoss(PATIENCE, 0))
                        .learningRate(LearningRate.cosine(LEARNING_RATE, 0, steps));
        listeners.forEach(run::listener);
        model.parameters(run.build().run().parameters());
    }

    private static Plot plot(Forecasts forecasts) {
        var day = new double[forecasts.truth().length];
        Arrays.setAll(day, i -> i + 1);
        return new Plot("Highest temperature in Seattle", "day of 2015", "°C")
                .line("truth", day, forecasts.truth())
                .line("forecast a day ahead", day, forecasts.lstm())
                .line("usual", day, forecasts.season());
    }
}
