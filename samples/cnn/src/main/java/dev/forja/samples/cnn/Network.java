package dev.forja.samples.cnn;

import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.train.LearningRate;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.runtime.train.TrainingResult;
import dev.forja.runtime.train.TrainingStep;
import dev.forja.samples.support.ConfusionMatrix;
import dev.forja.samples.support.LabelledImages;
import dev.forja.samples.support.Values;
import java.io.IOException;
import java.util.List;

/**
 * One of the two compiled networks.
 *
 * @param model the model
 * @param step a step of its training
 * @param classifier the model's entry
 */
record Network(CompiledModel model, TrainingStep step, Classifier classifier) {
    private static final int CLASSES = 10;
    private static final int BATCH = 64;

    /** Images that are classified in one call, so that the workspace stays small. */
    private static final int PORTION = 500;

    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** The entry {@code classify} of a model: ten probabilities for each of n images. */
    interface Classifier {
        float[] classify(float[] pixels, int n);
    }

    static Network fashion() {
        var model = new FashionCnn();
        return new Network(model, model.lossTraining(), model::classify);
    }

    static Network digits() {
        var model = new DigitsCnn();
        return new Network(model, model.lossTraining(), model::classify);
    }

    /** Trains in place by Adam; the rate falls from its first value to 0 along a cosine. */
    TrainingResult train(
            LabelledImages training,
            LabelledImages validation,
            int epochs,
            float learningRate,
            List<TrainingListener> listeners)
            throws IOException {
        long steps = (long) epochs * Math.ceilDiv(training.count(), BATCH);
        var run =
                Trainer.builder(step, model.parameters())
                        .dataset(training.dataset())
                        .batchSize(BATCH)
                        .epochs(epochs)
                        .threads(THREADS)
                        .learningRate(LearningRate.cosine(learningRate, 0, steps))
                        .metric(
                                "accuracy",
                                parameters -> {
                                    model.parameters(parameters);
                                    return evaluate(validation).accuracy();
                                });
        listeners.forEach(run::listener);
        var result = run.build().run();
        model.parameters(result.parameters());
        return result;
    }

    /** What the network takes images for. */
    ConfusionMatrix evaluate(LabelledImages images) {
        var matrix = new ConfusionMatrix(CLASSES);
        for (int from = 0; from < images.count(); from += PORTION) {
            var some = images.slice(from, Math.min(from + PORTION, images.count()));
            int[] predicted =
                    Values.likeliest(classifier.classify(some.pixels(), some.count()), CLASSES);
            for (int i = 0; i < predicted.length; i++) {
                matrix.add(some.labels()[i], predicted[i]);
            }
        }
        return matrix;
    }
}
