package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;

/** A probability out of 30 figures, as fraud scoring asks for. */
@Model
class Mlp30 {
    final Dense first = new Dense(30, 64);
    final Dense second = new Dense(64, 32);
    final Dense third = new Dense(32, 1);

    @Entry
    Tensor score(@Shape("n, 30") Tensor features) {
        Tensor hidden = relu(second.apply(relu(first.apply(features))));
        return sigmoid(third.apply(hidden));
    }
}
