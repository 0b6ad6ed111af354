package dev.forja.samples.linearregression;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;

/** A straight line through points: the hypothesis h(x) = θ₀ + θ₁ x. */
@Model
class LinearRegression {
    @Parameter Tensor theta0 = zeros();
    @Parameter Tensor theta1 = zeros();

    /**
     * The hypothesis h(x) = θ₀ + θ₁ x.
     *
     * @param x the feature of m examples
     */
    @Entry
    Tensor predict(@Shape("m") Tensor x) {
        return theta0.plus(theta1.times(x));
    }

    /**
     * The cost J(θ) = 1/(2m) Σ (h(x) − y)².
     *
     * @param x the feature of m examples
     * @param y their targets
     */
    @Loss(optimizer = "gradientDescent")
    Tensor cost(@Shape("m") Tensor x, @Shape("m") Tensor y) {
        return mean(square(predict(x).minus(y))).times(0.5);
    }
}
