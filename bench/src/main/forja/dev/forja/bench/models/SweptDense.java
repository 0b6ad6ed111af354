package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;

/** A dense layer as wide as its input; the benchmark puts other widths in. */
@Model
class SweptDense {
    static final int WIDTH = 37;

    final Dense layer = new Dense(WIDTH, WIDTH);

    @Entry
    Tensor apply(@Shape("n, 37") Tensor x) {
        return relu(layer.apply(x));
    }
}
