package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;

/** Ten classes out of 784 pixels through two hidden layers. */
@Model
class Mlp784 {
    final Dense first = new Dense(784, 256);
    final Dense second = new Dense(256, 128);
    final Dense third = new Dense(128, 10);

    Tensor logits(@Shape("n, 784") Tensor pixels) {
        return third.apply(relu(second.apply(relu(first.apply(pixels)))));
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
