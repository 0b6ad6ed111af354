package dev.forja.samples.autoencoder;

import dev.forja.runtime.train.Dataset;
import dev.forja.runtime.train.LearningRate;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.samples.support.HandwrittenDigits;
import dev.forja.samples.support.ImageGrid;
import dev.forja.samples.support.LabelledImages;
import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import dev.forja.samples.support.Values;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** Squeezes handwritten digits into eight numbers, better than principal components do. */
public final class Main {
    private static final int PIXELS = HandwrittenDigits.SIDE * HandwrittenDigits.SIDE;

    /** Numbers that an image is squeezed into, by both. */
    static final int CODE = 8;

    private static final double TEST = 0.2;
    private static final double VALIDATION = 0.1;
    private static final long SEED = 0;
    private static final int EPOCHS = 150;
    private static final int QUICK_EPOCHS = 40;
    private static final int EVERY_EPOCHS = 10;
    private static final float LEARNING_RATE = 3e-3f;
    private static final int BATCH = 32;
    private static final int DRAWN = 12;

    private Main() {}

    /**
     * What is left of images never seen, as the mean squared difference of a pixel.
     *
     * @param network of the autoencoder
     * @param components of as many principal components
     */
    record Errors(double network, double components) {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("autoencoder", arguments), System.out);
    }

    static Errors run(SampleRun run, PrintStream out) throws IOException {
        var parts = HandwrittenDigits.read().dataset().split(TEST, SEED);
        var rest = parts.second().split(VALIDATION, SEED);
        var model = new Autoencoder();
        var curve = new LearningCurve();
        train(
                model,
                rest.second(),
                rest.first(),
                run.quick() ? QUICK_EPOCHS : EPOCHS,
                List.of(curve, Progress.of(out, EVERY_EPOCHS)));
        // Principal components have no use for validation and may see its images too.
        var components = Components.of(parts.second().floats(LabelledImages.PIXELS), PIXELS, CODE);

        float[] images = parts.first().floats(LabelledImages.PIXELS);
        int n = parts.first().rows();
        float[] drawn = model.decode(model.encode(images, n), n);
        float[] linear = components.reconstruct(images);
        curve.plot("Learning to draw digits").write(run.file("learning-curve.png"));
        new ImageGrid(HandwrittenDigits.SIDE)
                .row(Arrays.copyOf(images, DRAWN * PIXELS))
                .row(Arrays.copyOf(drawn, DRAWN * PIXELS))
                .row(Arrays.copyOf(linear, DRAWN * PIXELS))
                .write(run.file("digits.png"));
        out.printf(
                "%nplots: %s, %s (digits never seen, by the autoencoder, by components)%n%n",
                run.file("learning-curve.png"), run.file("digits.png"));

        var errors =
                new Errors(
                        Values.meanSquaredError(drawn, images),
                        Values.meanSquaredError(linear, images));
        run.metric(out, "components_test_mse", errors.components());
        run.metric(out, "test_mse", errors.network());
        return errors;
    }

    private static void train(
            Autoencoder model,
            Dataset training,
            Dataset validation,
            int epochs,
            List<TrainingListener> listeners)
            throws IOException {
        long steps = (long) epochs * Math.ceilDiv(training.rows(), BATCH);
        var run =
                Trainer.builder(model.lossTraining(), model.parameters())
                        .dataset(training)
                        .validation(validation)
                        .batchSize(BATCH)
                        .epochs(epochs)
                        .learningRate(LearningRate.cosine(LEARNING_RATE, 0, steps));
        listeners.forEach(run::listener);
        model.parameters(run.build().run().parameters());
    }
}
