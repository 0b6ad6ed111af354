package dev.forja.samples.cnn;

import dev.forja.samples.support.ConfusionMatrix;
import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Tells clothes apart by a convolutional network, or digits where there are no clothes. */
public final class Main {
    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR] [--data DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("cnn", arguments), System.out);
    }

    static ConfusionMatrix run(SampleRun run, PrintStream out) throws IOException {
        var pictures = Pictures.of(run, out);
        out.printf(
                "%d pictures to learn, %d to validate, %d to test%n",
                pictures.training().count(),
                pictures.validation().count(),
                pictures.test().count());
        var curve = new LearningCurve();
        var result =
                pictures.network()
                        .train(
                                pictures.training(),
                                pictures.validation(),
                                pictures.epochs(),
                                pictures.learningRate(),
                                List.of(curve, Progress.of(out, 1)));
        var test = pictures.network().evaluate(pictures.test());

        out.printf("%n%s%n%n", test.text());
        pictures.network().model().save(run.file("cnn.safetensors"));
        curve.plot("Learning by convolution").write(run.file("learning-curve.png"));
        out.printf("parameters: %s%n", run.file("cnn.safetensors"));
        out.printf("plot: %s%n%n", run.file("learning-curve.png"));
        run.metric(out, "epochs", pictures.epochs());
        run.metric(out, "training_seconds", result.seconds());
        run.metric(out, "test_accuracy", test.accuracy());
        return test;
    }
}
