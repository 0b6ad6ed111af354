package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;

/** A matrix product with weights, which are packed when the model is loaded. */
@Model
class Weights {
    static final int SIZE = 384;

    @Parameter Tensor weights = uniform(-1, 1, SIZE, SIZE);

    @Entry
    Tensor product(@Shape("n, 384") Tensor a) {
        return matmul(a, weights);
    }
}
