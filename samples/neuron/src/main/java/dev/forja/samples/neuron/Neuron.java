package dev.forja.samples.neuron;

import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.train.Dataset;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.runtime.train.TrainingResult;
import dev.forja.runtime.train.TrainingStep;
import dev.forja.samples.support.RocCurve;
import java.io.IOException;

/**
 * One of the two compiled neurons.
 *
 * @param name name of its activation
 * @param model the model
 * @param step a step of its training
 * @param threshold the answer from which on a row is taken for positive
 * @param answers the model's entry
 */
record Neuron(
        String name, CompiledModel model, TrainingStep step, float threshold, Answers answers) {
    private static final int BATCH = 32;
    private static final float LEARNING_RATE = 0.1f;

    /** The entry {@code predict} of a model: an answer for each of n rows. */
    interface Answers {
        float[] predict(float[] x, int n);
    }

    /**
     * What a neuron says of labelled rows.
     *
     * @param curve how its answer ranks positive rows above negative ones
     * @param accuracy share of the rows on the right side of the threshold
     */
    record Score(RocCurve curve, double accuracy) {}

    static Neuron sigmoid() {
        var model = new SigmoidNeuron();
        return new Neuron("sigmoid", model, model.lossTraining(), 0.5f, model::predict);
    }

    static Neuron tanh() {
        var model = new TanhNeuron();
        return new Neuron("tanh", model, model.lossTraining(), 0, model::predict);
    }

    /** Trains in place by gradient descent in batches. */
    TrainingResult train(Dataset rows, int epochs, TrainingListener... listeners)
            throws IOException {
        var run =
                Trainer.builder(step, model.parameters())
                        .dataset(rows)
                        .batchSize(BATCH)
                        .epochs(epochs)
                        .learningRate(LEARNING_RATE);
        for (var listener : listeners) {
            run.listener(listener);
        }
        var result = run.build().run();
        model.parameters(result.parameters());
        return result;
    }

    Score score(Dataset rows) {
        float[] answer = answers.predict(rows.floats("x"), rows.rows());
        float[] y = rows.floats("y");
        var positive = new boolean[y.length];
        int right = 0;
        for (int row = 0; row < y.length; row++) {
            positive[row] = y[row] > 0;
            right += answer[row] >= threshold == positive[row] ? 1 : 0;
        }
        return new Score(RocCurve.of(answer, positive), (double) right / y.length);
    }
}
