package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;

/** One matrix product of two inputs, in the three forms that a layer and its gradients need. */
@Model
class Product {
    @Entry
    Tensor plain(@Shape("m, k") Tensor a, @Shape("k, n") Tensor b) {
        return matmul(a, b);
    }

    @Entry
    Tensor leftTransposed(@Shape("k, m") Tensor a, @Shape("k, n") Tensor b) {
        return matmul(transpose(a, 1, 0), b);
    }

    @Entry
    Tensor rightTransposed(@Shape("m, k") Tensor a, @Shape("n, k") Tensor b) {
        return matmul(a, transpose(b, 1, 0));
    }
}
