package dev.forja.samples.digits;

import dev.forja.runtime.train.LearningRate;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.runtime.train.TrainingResult;
import java.io.IOException;

/**
 * Trains the network. The rate, its fall and the model's dropout were chosen by cross-validation on
 * the rows that are no test rows.
 */
final class Learning {
    private static final int BATCH = 32;
    private static final float LEARNING_RATE = 0.3f;

    private Learning() {}

    /** Trains a model in place; the learning rate falls to 0 over the epochs. */
    static TrainingResult run(
            Digits model, DigitImages images, int epochs, TrainingListener... listeners)
            throws IOException {
        int rows = images.training().rows();
        long steps = (long) epochs * Math.ceilDiv(rows, BATCH);
        var run =
                Trainer.builder(model.lossTraining(), model.parameters())
                        .dataset(images.training())
                        .validation(images.validation())
                        .batchSize(BATCH)
                        .epochs(epochs)
                        .learningRate(LearningRate.cosine(LEARNING_RATE, 0, steps))
                        .metric(
                                "accuracy",
                                parameters -> {
                                    model.parameters(parameters);
                                    return Evaluation.of(model, images.validation())
                                            .matrix()
                                            .accuracy();
                                });
        for (var listener : listeners) {
            run.listener(listener);
        }
        var result = run.build().run();
        model.parameters(result.parameters());
        return result;
    }
}
