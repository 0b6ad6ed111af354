package dev.forja.samples.linearregression;

import dev.forja.runtime.train.Dataset;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.runtime.train.TrainingResult;
import java.io.IOException;

/**
 * A line found by gradient descent over all examples at once.
 *
 * @param line the line, for the feature as given
 * @param cost J at the line
 * @param end how the run ended
 */
record Fit(Line line, double cost, TrainingResult end) {
    private static final float LEARNING_RATE = 0.1f;
    private static final long MOST_STEPS = 2_000;

    /** About the distance between neighbouring floats: less is no movement. */
    private static final double TOLERANCE = 1e-7;

    static Fit of(float[] x, float[] y, TrainingListener... listeners) throws IOException {
        var model = new LinearRegression();
        var convergence = new Convergence(TOLERANCE);
        var run =
                Trainer.builder(model.costTraining(), model.parameters())
                        .dataset(Dataset.of(x.length).floats("x", x).floats("y", y).build())
                        .batchSize(x.length)
                        .shuffle(false)
                        .steps(MOST_STEPS)
                        .learningRate(LEARNING_RATE)
                        .listener(convergence);
        for (var listener : listeners) {
            run.listener(listener);
        }
        var trainer = run.build();
        convergence.watch(trainer);
        var result = trainer.run();
        model.parameters(result.parameters());
        var line =
                new Line(
                        result.parameters().floats("theta0")[0],
                        result.parameters().floats("theta1")[0]);
        return new Fit(line, model.cost(x, y, x.length, model.workspace()), result);
    }
}
