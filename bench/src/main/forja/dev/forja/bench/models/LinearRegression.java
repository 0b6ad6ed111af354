package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;

/** A price out of 13 figures. */
@Model
class LinearRegression {
    @Parameter Tensor weights = truncatedNormal(0.1f, 13, 1);
    @Parameter Tensor bias = constant(0.5, 1);

    @Entry
    Tensor predict(@Shape("n, 13") Tensor features) {
        return matmul(features, weights).plus(bias);
    }
}
