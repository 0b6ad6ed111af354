package dev.forja.samples.transformer;

import dev.forja.runtime.train.LearningRate;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainerBuilder;
import dev.forja.samples.support.CharacterSampler;
import dev.forja.samples.support.CharacterText;
import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import dev.forja.samples.support.TinyShakespeare;
import java.io.IOException;
import java.io.PrintStream;

/** Learns Shakespeare's plays character by character, and writes on. */
public final class Main {
    private static final int EPOCHS = 4;
    private static final int QUICK_EPOCHS = 2;
    private static final int BATCH = 16;
    private static final float LEARNING_RATE = 2e-3f;

    /** Share of the steps, one in so many, in which the rate rises. */
    private static final int WARM_UP = 20;

    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** Positions that the model sees. */
    private static final int WINDOW = 128;

    /** Characters from one row of the training to the next. */
    private static final int STRIDE = 32;

    /** Characters of each part of the text that {@code --quick} takes. */
    private static final int QUICK_TRAINING = 10 * BATCH * WINDOW + 1;

    private static final int QUICK_TEST = 5 * BATCH * WINDOW + 1;

    private static final int WRITTEN = 500;
    private static final String BEGINNING = "ROMEO:\n";
    private static final double TEMPERATURE = 0.7;
    private static final long SEED = 1;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("transformer", arguments), System.out);
    }

    /** Returns the mean cross-entropy of the test's characters, in nats. */
    static double run(SampleRun run, PrintStream out) throws IOException {
        var text = TinyShakespeare.read();
        var parts = run.quick() ? text.parts().upTo(QUICK_TRAINING, QUICK_TEST) : text.parts();
        out.printf(
                "%d characters to learn, %d to test%n",
                parts.beforeTest().length(), parts.test().length());
        var model = new Decoder();
        var curve = new LearningCurve();
        int epochs = run.quick() ? QUICK_EPOCHS : EPOCHS;
        var result =
                training(model, parts, epochs)
                        .listener(curve)
                        .listener(Progress.of(out, 1))
                        .build()
                        .run();
        model.parameters(result.parameters());
        double nats = Evaluation.nats(model, parts.test());

        model.save(run.file("transformer.safetensors"));
        curve.plot("Learning Shakespeare by attention").write(run.file("learning-curve.png"));
        var writer = new Writer(model, text, new CharacterSampler(TEMPERATURE, SEED));
        out.printf("%n%s%n%n", writer.write(BEGINNING, WRITTEN));
        out.printf("parameters: %s%n", run.file("transformer.safetensors"));
        out.printf("plot: %s%n%n", run.file("learning-curve.png"));
        run.metric(out, "epochs", epochs);
        run.metric(out, "training_seconds", result.seconds());
        run.metric(out, "test_nats", nats);
        return nats;
    }

    /** AdamW; its rate rises to its height and falls along a cosine to 0. */
    static TrainerBuilder training(Decoder model, CharacterText.Parts parts, int epochs) {
        var training = parts.beforeTest().windows(WINDOW, STRIDE);
        long steps = (long) epochs * Math.ceilDiv(training.rows(), BATCH);
        return Trainer.builder(model.lossTraining(), model.parameters())
                .dataset(training)
                .batchSize(BATCH)
                .epochs(epochs)
                .threads(THREADS)
                .learningRate(LearningRate.cosine(LEARNING_RATE, 0, steps).warmUp(steps / WARM_UP));
    }
}
