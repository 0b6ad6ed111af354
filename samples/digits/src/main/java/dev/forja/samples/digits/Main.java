package dev.forja.samples.digits;

import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;

/** Learns to read handwritten digits, and reads those that it never saw. */
public final class Main {
    private static final int EPOCHS = 150;
    private static final int QUICK_EPOCHS = 5;
    private static final int EVERY_EPOCHS = 10;
    private static final int DRAWN = 4;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("digits", arguments), System.out);
    }

    static Evaluation run(SampleRun run, PrintStream out) throws IOException {
        var images = DigitImages.read();
        var model = new Digits();
        out.printf(
                "%d images to learn, %d to validate, %d to test; vectors of %d lanes%n",
                images.training().rows(),
                images.validation().rows(),
                images.test().rows(),
                model.lanes());
        var curve = new LearningCurve();
        int epochs = run.quick() ? QUICK_EPOCHS : EPOCHS;
        var result = Learning.run(model, images, epochs, curve, Progress.of(out, EVERY_EPOCHS));
        var test = Evaluation.of(model, images.test());

        out.printf("%n%s%n%n", test.matrix().text());
        var some = test.mistakes().stream().limit(DRAWN).toList();
        out.printf(
                "%d of %d images are read wrongly; the first %d:%n%s%n%n",
                test.mistakes().size(), images.test().rows(), some.size(), Drawing.text(some));
        model.save(run.file("digits.safetensors"));
        curve.plot("Learning to read digits").write(run.file("learning-curve.png"));
        out.printf("parameters: %s%n", run.file("digits.safetensors"));
        out.printf("plot: %s%n%n", run.file("learning-curve.png"));

        run.metric(out, "epochs", curve.reports().size());
        run.metric(out, "training_seconds", result.seconds());
        run.metric(out, "test_accuracy", test.matrix().accuracy());
        return test;
    }
}
