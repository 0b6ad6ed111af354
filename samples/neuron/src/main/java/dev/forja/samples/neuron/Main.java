package dev.forja.samples.neuron;

import dev.forja.runtime.train.EpochReport;
import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Plot;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Tells malignant tumours from benign ones by one neuron: with sigmoid, and with tanh. */
public final class Main {
    private static final int EPOCHS = 200;
    private static final int QUICK_EPOCHS = 40;
    private static final int EVERY_EPOCHS = 20;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("neuron", arguments), System.out);
    }

    static void run(SampleRun run, PrintStream out) throws IOException {
        var tumours = Tumours.read();
        out.printf(
                "%d tumours to learn, %d to test%n",
                tumours.training().rows(), tumours.test().rows());
        var neurons = List.of(Neuron.sigmoid(), Neuron.tanh());
        var losses = new Plot("Learning to tell tumours apart", "epoch", "loss");
        var curves =
                new Plot("Tumours never seen", "benign taken for malignant", "malignant found");
        for (var neuron : neurons) {
            var curve = new LearningCurve();
            int epochs = run.quick() ? QUICK_EPOCHS : EPOCHS;
            neuron.train(tumours.training(), epochs, curve, Progress.of(out, EVERY_EPOCHS));
            losses.line(
                    neuron.name(),
                    curve.figures(EpochReport::epoch),
                    curve.figures(EpochReport::trainingLoss));
            var roc = neuron.score(tumours.test()).curve();
            curves.line(neuron.name(), roc.falsePositives(), roc.truePositives());
        }
        losses.write(run.file("learning-curve.png"));
        curves.write(run.file("roc.png"));
        out.printf("%nplots: %s, %s%n%n", run.file("learning-curve.png"), run.file("roc.png"));
        for (var neuron : neurons) {
            var score = neuron.score(tumours.test());
            run.metric(out, neuron.name() + "_test_accuracy", score.accuracy());
            run.metric(out, neuron.name() + "_test_auc", score.curve().area());
        }
    }
}
