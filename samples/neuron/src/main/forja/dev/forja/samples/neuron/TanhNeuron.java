package dev.forja.samples.neuron;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;

/** A neuron tanh(w·x + b) whose answer lies between -1 (negative) and 1 (positive). */
@Model
class TanhNeuron {
    static final int FEATURES = 30;
    static final double PENALTY = 1e-3;

    @Parameter Tensor w = zeros(FEATURES);
    @Parameter Tensor b = zeros();

    /**
     * The answer tanh(w·x + b).
     *
     * @param x rows of 30 features, each of mean 0 and deviation 1
     */
    @Entry
    Tensor predict(@Shape("n, 30") Tensor x) {
        return tanh(sum(x.times(w), 1).plus(b));
    }

    /**
     * The mean squared distance from the right answer, with a small penalty on long w.
     *
     * @param x rows of 30 features, each of mean 0 and deviation 1
     * @param y 1 for positive rows, 0 for negative ones
     */
    @Loss(optimizer = "gradientDescent")
    Tensor loss(@Shape("n, 30") Tensor x, @Shape("n") Tensor y) {
        Tensor answer = y.times(2).minus(1);
        return meanSquaredError(predict(x), answer).plus(l2Penalty(w).times(PENALTY));
    }
}
