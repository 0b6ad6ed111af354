package dev.forja.samples.fraud;

import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.train.EarlyStopping;
import dev.forja.runtime.train.LearningRate;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.runtime.train.TrainingResult;
import dev.forja.runtime.train.TrainingStep;
import dev.forja.samples.support.Standardization;
import dev.forja.samples.support.Values;
import java.io.IOException;

/**
 * One of the two compiled models.
 *
 * @param model the model
 * @param step a step of its training
 * @param learningRate first rate of training, which falls to 0 along a cosine
 * @param scores the model's entry
 */
record Detector(CompiledModel model, TrainingStep step, float learningRate, Scores scores) {
    private static final int BATCH = 256;

    /** Epochs without a better validation loss after which training ends. */
    private static final int PATIENCE = 5;

    /** The entry {@code score} of a model: a probability for each of n payments. */
    interface Scores {
        float[] score(float[] payments, int n);
    }

    static Detector network() {
        var model = new FraudNetwork();
        return new Detector(model, model.lossTraining(), 2e-3f, model::score);
    }

    static Detector regression() {
        var model = new FraudRegression();
        return new Detector(model, model.lossTraining(), 1e-2f, model::score);
    }

    /** Trains in place, and keeps the parameters of the epoch with the least validation loss. */
    TrainingResult train(
            Payments training, Payments validation, int epochs, TrainingListener... listeners)
            throws IOException {
        var scale = Standardization.of(training.features(), Payment.FEATURES);
        long steps = (long) epochs * Math.ceilDiv(training.count(), BATCH);
        var run =
                Trainer.builder(
                                step,
                                model.parameters()
                                        .with("center", Values.floats(scale.mean()))
                                        .with("spread", Values.floats(scale.deviation())))
                        .dataset(training.dataset())
                        .validation(validation.dataset())
                        .batchSize(BATCH)
                        .epochs(epochs)
                        .learningRate(LearningRate.cosine(learningRate, 0, steps))
                        .earlyStopping(EarlyStopping.onLoss(PATIENCE, 0));
        for (var listener : listeners) {
            run.listener(listener);
        }
        var result = run.build().run();
        model.parameters(result.parameters());
        return result;
    }

    /** The probability of fraud of each payment. */
    float[] score(Payments payments) {
        return scores.score(payments.features(), payments.count());
    }
}
