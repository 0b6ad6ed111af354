package dev.forja.samples.softmaxregression;

import dev.forja.runtime.train.TrainingListener;
import dev.forja.runtime.train.TrainingPlan;
import dev.forja.samples.support.ConfusionMatrix;
import dev.forja.samples.support.LearningCurve;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The first program of a TensorFlow course: softmax regression, fed batch by batch. */
public final class Main {
    private static final int EVERY_EPOCHS = 5;
    private static final int BATCH = 100;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR] [--data DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("softmax-regression", arguments), System.out);
    }

    static ConfusionMatrix run(SampleRun run, PrintStream out) throws IOException {
        var pictures = Pictures.of(run, out);
        out.printf(
                "%d pictures to learn, %d to test%n",
                pictures.training().count(), pictures.test().count());
        var session = new Session(pictures.graph());
        var curve = new LearningCurve();
        train(session, pictures, List.of(curve, Progress.of(out, EVERY_EPOCHS)));
        var matrix = session.evaluate(pictures.test());

        out.printf("%n%s%n%n", matrix.text());
        curve.plot("Learning by softmax regression").write(run.file("learning-curve.png"));
        out.printf("plot: %s%n%n", run.file("learning-curve.png"));
        run.metric(
                out,
                "pictures_fed",
                (long) pictures.epochs() * (pictures.training().count() / BATCH) * BATCH);
        run.metric(out, "test_accuracy", matrix.accuracy());
        return matrix;
    }

    private static void train(
            Session session, Pictures pictures, List<TrainingListener> listeners) {
        int rows = pictures.training().count();
        int perEpoch = rows / BATCH;
        long steps = (long) pictures.epochs() * perEpoch;
        var plan =
                new TrainingPlan(
                        pictures.graph().model().spec().model(),
                        "loss",
                        rows,
                        BATCH,
                        perEpoch,
                        0,
                        steps);
        listeners.forEach(listener -> listener.onStart(plan));
        var batch = new Batch(pictures.training(), BATCH);
        var history = new History(perEpoch);
        for (long step = 1; step <= steps; step++) {
            batch.next();
            var fetched = session.run(batch);
            history.add(fetched.loss(), fetched.accuracy(batch.classes));
            for (var listener : listeners) {
                listener.onStep(step, fetched.loss());
            }
            if (history.atEnd()) {
                var report = history.report();
                listeners.forEach(listener -> listener.onEpoch(report));
            }
        }
        var result = history.result(session.variables(), session.memory());
        listeners.forEach(listener -> listener.onEnd(result));
    }
}
