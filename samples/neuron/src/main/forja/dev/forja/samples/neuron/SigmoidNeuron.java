package dev.forja.samples.neuron;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;

/** Logistic regression: a neuron σ(w·x + b) whose answer is a probability. */
@Model
class SigmoidNeuron {
    static final int FEATURES = 30;
    static final double PENALTY = 1e-3;

    @Parameter Tensor w = zeros(FEATURES);
    @Parameter Tensor b = zeros();

    Tensor logit(@Shape("n, 30") Tensor x) {
        return sum(x.times(w), 1).plus(b);
    }

    /**
     * The probability that a row is positive, σ(w·x + b).
     *
     * @param x rows of 30 features, each of mean 0 and deviation 1
     */
    @Entry
    Tensor predict(@Shape("n, 30") Tensor x) {
        return sigmoid(logit(x));
    }

    /**
     * The mean cross-entropy, with a small penalty on long w.
     *
     * @param x rows of 30 features, each of mean 0 and deviation 1
     * @param y 1 for positive rows, 0 for negative ones
     */
    @Loss(optimizer = "gradientDescent")
    Tensor loss(@Shape("n, 30") Tensor x, @Shape("n") Tensor y) {
        return binaryCrossEntropy(logit(x), y).plus(l2Penalty(w).times(PENALTY));
    }
}
