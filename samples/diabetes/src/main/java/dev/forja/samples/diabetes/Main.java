package dev.forja.samples.diabetes;

import dev.forja.runtime.train.Dataset;
import dev.forja.runtime.train.EpochReport;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Plot;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import dev.forja.samples.support.Values;
import java.io.IOException;
import java.io.PrintStream;

/** Foretells the progression of diabetes of patients never seen, from ten features. */
public final class Main {
    private static final int STEPS = 2_000;
    private static final int EVERY_STEPS = 200;
    private static final float LEARNING_RATE = 0.2f;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}; the sample takes no time worth shortening
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("diabetes", arguments), System.out);
    }

    static Regression run(SampleRun run, PrintStream out) throws IOException {
        var patients = Patients.read();
        out.printf(
                "%d patients to learn, %d to test%n",
                patients.training().rows(), patients.test().rows());
        var curve = new LearningCurve();
        var model = fit(patients.training(), curve, Progress.of(out, EVERY_STEPS));
        float[] x = patients.test().floats("x");
        float[] y = patients.test().floats("y");
        float[] predicted = model.predict(x, y.length);
        var exact =
                Plane.closedForm(patients.training().floats("x"), patients.training().floats("y"));

        plotCost(curve).write(run.file("cost.png"));
        plotPatients(y, predicted).write(run.file("patients.png"));
        out.printf("%nplots: %s, %s%n%n", run.file("cost.png"), run.file("patients.png"));
        run.metric(out, "test_rmse", Math.sqrt(Values.meanSquaredError(predicted, y)));
        run.metric(out, "closed_form_test_r2", Values.determination(exact.predict(x), y));
        run.metric(out, "test_r2", Values.determination(predicted, y));
        return model;
    }

    /** Gradient descent with momentum over all rows at once. */
    static Regression fit(Dataset rows, TrainingListener... listeners) throws IOException {
        var model = new Regression();
        var run =
                Trainer.builder(model.costTraining(), model.parameters())
                        .dataset(rows)
                        .batchSize(rows.rows())
                        .shuffle(false)
                        .steps(STEPS)
                        .learningRate(LEARNING_RATE);
        for (var listener : listeners) {
            run.listener(listener);
        }
        model.parameters(run.build().run().parameters());
        return model;
    }

    private static Plot plotCost(LearningCurve curve) {
        return new Plot("Cost J(θ)", "step", "J")
                .line(
                        "J",
                        curve.figures(EpochReport::step),
                        curve.figures(EpochReport::trainingLoss));
    }

    private static Plot plotPatients(float[] actual, float[] predicted) {
        double[] ends = {25, 350};
        return new Plot("Diabetes: patients never seen", "progression", "predicted")
                .points("patients", Values.doubles(actual), Values.doubles(predicted))
                .line("predicted = actual", ends, ends);
    }
}
