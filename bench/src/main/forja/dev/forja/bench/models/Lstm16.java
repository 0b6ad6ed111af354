package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;
import dev.forja.dsl.layer.Lstm;

/** One number out of a sequence of 16 features, through a memory of 128 units. */
@Model
class Lstm16 {
    final Lstm memory = new Lstm(16, 128);
    final Dense output = new Dense(128, 1);

    @Entry
    Tensor predict(@Shape("n, t, 16") Tensor sequence) {
        Tensor state = memory.last(sequence, memory.start(sequence.dim(0)));
        return output.apply(memory.hidden(state)).reshape(-1);
    }
}
