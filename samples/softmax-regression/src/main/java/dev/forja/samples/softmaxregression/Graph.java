package dev.forja.samples.softmaxregression;

import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.train.TrainingStep;

/**
 * What a session runs: a compiled model and its two methods that the program fetches from.
 *
 * @param model the model
 * @param minimize a step of gradient descent, which gives the loss
 * @param predictions the probabilities of each class
 */
record Graph(CompiledModel model, TrainingStep minimize, Predictions predictions) {
    /** The entry {@code predictions} of a model: ten probabilities for each of n pictures. */
    interface Predictions {
        float[] of(float[] x, int n);
    }

    static Graph fashion() {
        var model = new FashionSoftmax();
        return new Graph(model, model.lossTraining(), model::predictions);
    }

    static Graph digits() {
        var model = new DigitsSoftmax();
        return new Graph(model, model.lossTraining(), model::predictions);
    }
}
