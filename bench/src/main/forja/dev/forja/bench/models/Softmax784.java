package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;

/** Softmax regression: ten classes out of 784 pixels. */
@Model
class Softmax784 {
    @Parameter Tensor weights = truncatedNormal(0.1f, 784, 10);
    @Parameter Tensor bias = zeros(10);

    Tensor logits(@Shape("n, 784") Tensor pixels) {
        return matmul(pixels, weights).plus(bias);
    }

    @Entry
    Tensor classify(@Shape("n, 784") Tensor pixels) {
        return softmax(logits(pixels));
    }

    @Loss(optimizer = "gradientDescent")
    Tensor loss(@Shape("n, 784") Tensor pixels, @Shape("n") IntTensor label) {
        return mean(softmaxCrossEntropy(logits(pixels), label));
    }
}
