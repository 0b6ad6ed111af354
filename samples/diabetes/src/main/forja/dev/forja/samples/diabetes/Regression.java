package dev.forja.samples.diabetes;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;

/** A plane through points: the hypothesis h(x) = θ₀ + θ·x over ten features. */
@Model
class Regression {
    static final int FEATURES = 10;

    @Parameter Tensor theta0 = zeros();
    @Parameter Tensor theta = zeros(FEATURES);

    /**
     * The hypothesis h(x) = θ₀ + θ·x.
     *
     * @param x the features of m examples
     */
    @Entry
    Tensor predict(@Shape("m, 10") Tensor x) {
        return matmul(x, theta.reshape(FEATURES, 1)).reshape(-1).plus(theta0);
    }

    /**
     * The cost J(θ) = 1/(2m) Σ (h(x) − y)².
     *
     * @param x the features of m examples
     * @param y their targets
     */
    @Loss(optimizer = "momentum")
    Tensor cost(@Shape("m, 10") Tensor x, @Shape("m") Tensor y) {
        return meanSquaredError(predict(x), y).times(0.5);
    }
}
