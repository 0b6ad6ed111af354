package dev.forja.samples.fraud;

import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Plot;
import dev.forja.samples.support.PrecisionRecall;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.RocCurve;
import dev.forja.samples.support.SampleRun;
import dev.forja.samples.support.Values;
import java.io.IOException;
import java.io.PrintStream;

/** Finds rare frauds among payments by a deep network and, to compare, by logistic regression. */
public final class Main {
    private static final long SEED = 1;
    private static final int TRAINING = 120_000;
    private static final int VALIDATION = 40_000;
    private static final int TEST = 60_000;
    private static final int EPOCHS = 20;

    /** A quick run has a third of the payments and a few epochs. */
    private static final int QUICK = 3;

    private static final int QUICK_EPOCHS = 8;

    /** The share of the frauds that must be found when the precision is read off. */
    private static final double RECALL = 0.8;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("fraud", arguments), System.out);
    }

    /**
     * How scores tell frauds from honest payments.
     *
     * @param auc how often a fraud scores above an honest payment
     * @param curve precision against recall
     */
    private record Quality(double auc, PrecisionRecall curve) {
        static Quality of(float[] scores, Payments payments) {
            return new Quality(
                    RocCurve.of(scores, payments.fraud()).area(),
                    PrecisionRecall.of(scores, payments.fraud()));
        }

        void print(SampleRun run, PrintStream out, String name) {
            run.metric(out, name + "_test_auc", auc);
            run.metric(out, name + "_test_precision_at_recall_0.8", curve.precisionAt(RECALL));
        }
    }

    static void run(SampleRun run, PrintStream out) throws IOException {
        int part = run.quick() ? QUICK : 1;
        int epochs = run.quick() ? QUICK_EPOCHS : EPOCHS;
        var maker = new PaymentMaker(SEED);
        var training = Payments.make(maker, TRAINING / part);
        var validation = Payments.make(maker, VALIDATION / part);
        var test = Payments.make(maker, TEST / part);
        out.printf(
                "%d payments to learn, %d of them frauds; %d to validate, %d to test%n",
                training.count(), training.frauds(), validation.count(), test.count());
        var regression = Detector.regression();
        regression.train(training, validation, epochs, Progress.of(out, 1));
        var network = Detector.network();
        var curve = new LearningCurve();
        var result = network.train(training, validation, epochs, curve, Progress.of(out, 1));

        var ofRegression = Quality.of(regression.score(test), test);
        var ofNetwork = Quality.of(network.score(test), test);
        var best = Quality.of(test.risk(), test);
        network.model().save(run.file("fraud.safetensors"));
        curve.plot("Learning to find frauds").write(run.file("learning-curve.png"));
        new Plot("Payments never seen", "recall", "precision")
                .line("network", ofNetwork.curve().recall(), ofNetwork.curve().precision())
                .line(
                        "logistic regression",
                        ofRegression.curve().recall(),
                        ofRegression.curve().precision())
                .line("best possible", best.curve().recall(), best.curve().precision())
                .write(run.file("precision-recall.png"));
        out.printf("parameters: %s%n", run.file("fraud.safetensors"));
        out.printf(
                "plots: %s, %s%n%n",
                run.file("learning-curve.png"), run.file("precision-recall.png"));
        run.metric(out, "training_seconds", result.seconds());
        run.metric(out, "test_fraud_share", (double) test.frauds() / test.count());
        run.metric(out, "network_mean_score", Values.mean(network.score(test)));
        best.print(run, out, "best_possible");
        ofRegression.print(run, out, "regression");
        ofNetwork.print(run, out, "network");
    }
}
