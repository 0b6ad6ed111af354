package dev.forja.samples.textclassification;

import dev.forja.runtime.train.Dataset;
import dev.forja.runtime.train.EarlyStopping;
import dev.forja.runtime.train.LearningRate;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingResult;
import dev.forja.samples.support.ConfusionMatrix;
import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Plot;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.RocCurve;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;

/** Tells spam from wanted mail. */
public final class Main {
    private static final int EPOCHS = 20;
    private static final int QUICK_EPOCHS = 8;
    private static final int BATCH = 64;
    private static final float LEARNING_RATE = 3e-3f;
    private static final int PATIENCE = 6;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("text-classification", arguments), System.out);
    }

    static double run(SampleRun run, PrintStream out) throws IOException {
        var mails = Mails.read();
        out.printf(
                "%d mails to learn, %d to validate, %d to test%n",
                mails.training().rows(), mails.validation().rows(), mails.test().rows());
        var filter = new SpamFilter();
        var curve = new LearningCurve();
        var result = train(filter, mails, run.quick() ? QUICK_EPOCHS : EPOCHS, curve, out);
        var matrix = evaluate(filter, mails.test());
        var roc = RocCurve.of(score(filter, mails.test()), spam(mails.test()));

        out.printf("%n0 is wanted mail, 1 is spam%n%s%n%n", matrix.text());
        Words.of(filter, Mails.readAll()).print(out);
        filter.save(run.file("spam-filter.safetensors"));
        curve.plot("Learning to tell spam").write(run.file("learning-curve.png"));
        new Plot("Mails never seen", "wanted mail taken for spam", "spam found")
                .line("spam filter", roc.falsePositives(), roc.truePositives())
                .write(run.file("roc.png"));
        out.printf("parameters: %s%n", run.file("spam-filter.safetensors"));
        out.printf("plots: %s, %s%n%n", run.file("learning-curve.png"), run.file("roc.png"));
        run.metric(out, "training_seconds", result.seconds());
        run.metric(out, "test_auc", roc.area());
        run.metric(out, "test_wanted_taken_for_spam", matrix.count(0, 1));
        run.metric(out, "test_spam_missed", matrix.count(1, 0));
        run.metric(out, "test_accuracy", matrix.accuracy());
        return matrix.accuracy();
    }

    private static TrainingResult train(
            SpamFilter filter, Mails mails, int epochs, LearningCurve curve, PrintStream out)
            throws IOException {
        long steps = (long) epochs * Math.ceilDiv(mails.training().rows(), BATCH);
        var result =
                Trainer.builder(filter.lossTraining(), filter.parameters())
                        .dataset(mails.training())
                        .validation(mails.validation())
                        .symbol("t", Tokens.LENGTH)
                        .batchSize(BATCH)
                        .epochs(epochs)
                        .learningRate(LearningRate.cosine(LEARNING_RATE, 0, steps))
                        .metric(
                                "accuracy",
                                parameters -> {
                                    filter.parameters(parameters);
                                    return evaluate(filter, mails.validation()).accuracy();
                                })
                        .earlyStopping(EarlyStopping.onLoss(PATIENCE, 0))
                        .listener(curve)
                        .listener(Progress.of(out, 1))
                        .build()
                        .run();
        filter.parameters(result.parameters());
        return result;
    }

    private static float[] score(SpamFilter filter, Dataset mails) {
        return filter.score(mails.ints("tokens"), mails.rows(), Tokens.LENGTH);
    }

    private static boolean[] spam(Dataset mails) {
        float[] spam = mails.floats("spam");
        var is = new boolean[spam.length];
        for (int row = 0; row < is.length; row++) {
            is[row] = spam[row] > 0;
        }
        return is;
    }

    private static ConfusionMatrix evaluate(SpamFilter filter, Dataset mails) {
        float[] scores = score(filter, mails);
        boolean[] spam = spam(mails);
        var matrix = new ConfusionMatrix(2);
        for (int row = 0; row < spam.length; row++) {
            matrix.add(spam[row] ? 1 : 0, scores[row] > 0.5 ? 1 : 0);
        }
        return matrix;
    }
}
