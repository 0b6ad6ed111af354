package dev.forja.samples.segmentation;

import dev.forja.runtime.train.LearningRate;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingResult;
import dev.forja.samples.support.Chance;
import dev.forja.samples.support.ConfusionMatrix;
import dev.forja.samples.support.ImageGrid;
import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;

/** Says for each pixel of an image which shape it belongs to. */
public final class Main {
    private static final long SEED = 1;
    private static final int TRAINING = 4_000;
    private static final int QUICK_TRAINING = 1_200;
    private static final int VALIDATION = 200;
    private static final int QUICK_VALIDATION = 50;
    private static final int TEST = 500;
    private static final int QUICK_TEST = 200;
    private static final int EPOCHS = 8;
    private static final int QUICK_EPOCHS = 4;
    private static final int BATCH = 16;
    private static final float LEARNING_RATE = 5e-3f;
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** Images that are segmented in one call, so that the workspace stays small. */
    private static final int PORTION = 100;

    private static final int DRAWN = 6;
    private static final String[] NAMES = {"background", "circle", "square", "triangle"};

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("segmentation", arguments), System.out);
    }

    static double run(SampleRun run, PrintStream out) throws IOException {
        var chance = new Chance(SEED);
        var test = Scenes.make(chance, run.quick() ? QUICK_TEST : TEST);
        var validation = Scenes.make(chance, run.quick() ? QUICK_VALIDATION : VALIDATION);
        var training = Scenes.make(chance, run.quick() ? QUICK_TRAINING : TRAINING);
        out.printf(
                "%d images to learn, %d to validate, %d to test%n",
                training.count(), validation.count(), test.count());
        var model = new ShapeSegmenter();
        var curve = new LearningCurve();
        int epochs = run.quick() ? QUICK_EPOCHS : EPOCHS;
        var result = train(model, training, validation, epochs, curve, out);
        var matrix = evaluate(model, test);

        model.save(run.file("segmenter.safetensors"));
        curve.plot("Learning to segment").write(run.file("learning-curve.png"));
        draw(model, test.slice(0, DRAWN)).write(run.file("segments.png"));
        out.printf("parameters: %s%n", run.file("segmenter.safetensors"));
        out.printf(
                "plots: %s, %s (image, truth, answer)%n%n",
                run.file("learning-curve.png"), run.file("segments.png"));
        run.metric(out, "training_seconds", result.seconds());
        for (int i = 0; i < NAMES.length; i++) {
            run.metric(out, "test_iou_" + NAMES[i], matrix.intersectionOverUnion(i));
        }
        run.metric(out, "test_mean_iou", matrix.meanIntersectionOverUnion());
        return matrix.meanIntersectionOverUnion();
    }

    private static TrainingResult train(
            ShapeSegmenter model,
            Scenes training,
            Scenes validation,
            int epochs,
            LearningCurve curve,
            PrintStream out)
            throws IOException {
        long steps = (long) epochs * Math.ceilDiv(training.count(), BATCH);
        var result =
                Trainer.builder(model.lossTraining(), model.parameters())
                        .dataset(training.dataset())
                        .batchSize(BATCH)
                        .epochs(epochs)
                        .threads(THREADS)
                        .learningRate(LearningRate.cosine(LEARNING_RATE, 0, steps))
                        .metric(
                                "mean IoU",
                                parameters -> {
                                    model.parameters(parameters);
                                    return evaluate(model, validation).meanIntersectionOverUnion();
                                })
                        .listener(curve)
                        .listener(Progress.of(out, 1))
                        .build()
                        .run();
        model.parameters(result.parameters());
        return result;
    }

    /** For all pixels, what they are and what the model takes them for. */
    private static ConfusionMatrix evaluate(ShapeSegmenter model, Scenes scenes) {
        var matrix = new ConfusionMatrix(Shape.CLASSES);
        for (int from = 0; from < scenes.count(); from += PORTION) {
            var some = scenes.slice(from, Math.min(from + PORTION, scenes.count()));
            int[] found = model.segment(some.pixels(), some.count());
            for (int i = 0; i < found.length; i++) {
                matrix.add(some.labels()[i], found[i]);
            }
        }
        return matrix;
    }

    /** A row of images, one of what their pixels are and one of what the model says. */
    private static ImageGrid draw(ShapeSegmenter model, Scenes scenes) {
        return new ImageGrid(Scenes.SIDE)
                .row(scenes.pixels())
                .row(shades(scenes.labels()))
                .row(shades(model.segment(scenes.pixels(), scenes.count())));
    }

    private static float[] shades(int[] classes) {
        var shades = new float[classes.length];
        for (int i = 0; i < shades.length; i++) {
            shades[i] = classes[i] / (Shape.CLASSES - 1f);
        }
        return shades;
    }
}
