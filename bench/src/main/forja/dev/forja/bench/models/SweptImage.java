package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Conv2d;

/** Two convolutions over a square image; the benchmark puts other sides in. */
@Model
class SweptImage {
    final Conv2d edges = new Conv2d(3, 16, 3);
    final Conv2d parts = new Conv2d(16, 16, 3);

    @Entry
    Tensor apply(@Shape("n, 37, 37, 3") Tensor image) {
        return relu(parts.apply(relu(edges.apply(image))));
    }
}
