package dev.forja.samples.linearregression;

import dev.forja.runtime.train.EpochReport;
import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.NumberTable;
import dev.forja.samples.support.Plot;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/** Fits a line to the progression of diabetes against the body-mass index of 442 patients. */
public final class Main {
    private static final String DATA = "diabetes.csv";
    private static final int EVERY_EPOCHS = 20;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}; the sample takes no time worth shortening
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("linear-regression", arguments), System.out);
    }

    static Fit run(SampleRun run, PrintStream out) throws IOException {
        var data = NumberTable.read(Main.class, DATA, true);
        float[] index = data.column(0);
        float[] progression = data.column(1);
        var scale = Scale.of(index);
        float[] x = scale.apply(index);

        var curve = new LearningCurve();
        var fit = Fit.of(x, progression, curve, Progress.of(out, EVERY_EPOCHS));
        var exact = Line.closedForm(x, progression);

        var line = scale.undo(fit.line());
        out.println();
        print(out, "gradient descent", line);
        print(out, "closed form", scale.undo(exact));
        plotLine(index, progression, line).write(run.file("line.png"));
        plotCost(curve).write(run.file("cost.png"));
        out.printf("plots: %s, %s%n%n", run.file("line.png"), run.file("cost.png"));

        run.metric(out, "steps", fit.end().steps());
        run.metric(out, "cost", fit.cost());
        run.metric(out, "theta0", fit.line().theta0());
        run.metric(out, "theta1", fit.line().theta1());
        run.metric(out, "closed_form_distance", fit.line().relativeDistance(exact));
        return fit;
    }

    private static void print(PrintStream out, String name, Line line) {
        out.printf(
                Locale.ROOT,
                "%-18sprogression = %.4f + %.5f * index%n",
                name,
                line.theta0(),
                line.theta1());
    }

    private static Plot plotLine(float[] x, float[] y, Line line) {
        double[] xs = doubles(x);
        double[] ends = {
            Arrays.stream(xs).min().orElseThrow(), Arrays.stream(xs).max().orElseThrow()
        };
        return new Plot("Diabetes: progression after one year", "body-mass index", "progression")
                .points("patients", xs, doubles(y))
                .line("fitted line", ends, Arrays.stream(ends).map(line::at).toArray());
    }

    private static Plot plotCost(LearningCurve curve) {
        return new Plot("Cost J(θ)", "step", "J")
                .line(
                        "J",
                        curve.figures(EpochReport::step),
                        curve.figures(EpochReport::trainingLoss));
    }

    private static double[] doubles(float[] values) {
        var doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
