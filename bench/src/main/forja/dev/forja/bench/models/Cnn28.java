package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Conv2d;
import dev.forja.dsl.layer.Dense;

/** Ten classes out of 28 times 28 pixels: two convolutions with pooling, two dense layers. */
@Model
class Cnn28 {
    static final int FEATURES = 7 * 7 * 64;

    final Conv2d edges = new Conv2d(1, 32, 3);
    final Conv2d parts = new Conv2d(32, 64, 3);
    final Dense hidden = new Dense(FEATURES, 128);
    final Dense output = new Dense(128, 10);

    Tensor logits(@Shape("n, 784") Tensor pixels) {
        Tensor y = pixels.reshape(-1, 28, 28, 1);
        y = maxPool2d(relu(edges.apply(y)), 2);
        y = maxPool2d(relu(parts.apply(y)), 2);
        return output.apply(relu(hidden.apply(y.reshape(-1, FEATURES))));
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
