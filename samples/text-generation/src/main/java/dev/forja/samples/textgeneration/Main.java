package dev.forja.samples.textgeneration;

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
import java.util.Arrays;

/** Learns Shakespeare's plays character by character, and writes on. */
public final class Main {
    private static final int EPOCHS = 10;
    private static final int QUICK_EPOCHS = 2;
    private static final int BATCH = 32;

    /** Smaller, so that few characters make many steps. */
    private static final int QUICK_BATCH = 8;

    private static final float LEARNING_RATE = 4e-3f;
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** Characters through which training follows the gradient back. */
    private static final int WINDOW = 64;

    /** Characters of each part of the text that {@code --quick} takes. */
    private static final int QUICK_TRAINING = 40 * BATCH * WINDOW + 1;

    private static final int QUICK_TEST = 5 * BATCH * WINDOW + 1;

    /** Characters that a test reads in a row, from a state of zeros. */
    private static final int TEST_WINDOW = 512;

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
        run(SampleRun.of("text-generation", arguments), System.out);
    }

    /** Returns the mean cross-entropy of the test's characters, in nats. */
    static double run(SampleRun run, PrintStream out) throws IOException {
        var text = TinyShakespeare.read();
        var parts = run.quick() ? text.parts().upTo(QUICK_TRAINING, QUICK_TEST) : text.parts();
        out.printf(
                "%d characters to learn, %d to validate, %d to test%n",
                parts.training().length(), parts.validation().length(), parts.test().length());
        var model = new CharacterLstm();
        var curve = new LearningCurve();
        int epochs = run.quick() ? QUICK_EPOCHS : EPOCHS;
        var result =
                training(model, parts, epochs, run.quick() ? QUICK_BATCH : BATCH)
                        .listener(curve)
                        .listener(Progress.of(out, 1))
                        .build()
                        .run();
        model.parameters(result.parameters());
        double nats = nats(model, parts.test());

        model.save(run.file("text-generation.safetensors"));
        curve.plot("Learning Shakespeare by an LSTM").write(run.file("learning-curve.png"));
        var writer = new Writer(model, text, new CharacterSampler(TEMPERATURE, SEED));
        out.printf("%n%s%n%n", writer.write(BEGINNING, WRITTEN));
        out.printf("parameters: %s%n", run.file("text-generation.safetensors"));
        out.printf("plot: %s%n%n", run.file("learning-curve.png"));
        run.metric(out, "epochs", epochs);
        run.metric(out, "training_seconds", result.seconds());
        run.metric(out, "test_nats", nats);
        return nats;
    }

    /** Adam; its rate falls along a cosine to 0. */
    static TrainerBuilder training(
            CharacterLstm model, CharacterText.Parts parts, int epochs, int batch) {
        var training = parts.training().windows(WINDOW, WINDOW);
        long steps = (long) epochs * Math.ceilDiv(training.rows(), batch);
        return Trainer.builder(model.lossTraining(), model.parameters())
                .dataset(training)
                .validation(parts.validation().windows(WINDOW, WINDOW))
                .symbol("t", WINDOW)
                .batchSize(batch)
                .epochs(epochs)
                .threads(THREADS)
                .learningRate(LearningRate.cosine(LEARNING_RATE, 0, steps));
    }

    /** The mean cross-entropy of every character but the first, in nats. */
    static double nats(CharacterLstm model, CharacterText text) {
        int last = text.length() - 1;
        var workspace = model.workspace();
        double sum = 0;
        for (int from = 0; from < last; from += TEST_WINDOW) {
            int to = Math.min(from + TEST_WINDOW, last);
            int[] read = Arrays.copyOfRange(text.codes(), from, to);
            int[] next = Arrays.copyOfRange(text.codes(), from + 1, to + 1);
            sum += (double) model.loss(read, next, 1, to - from, workspace) * (to - from);
        }
        return sum / last;
    }
}
