package dev.forja.samples.softmaxregression;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;

/** The course's program for pictures of clothes, 28 times 28 pixels: softmax(x W + b). */
@Model
class FashionSoftmax {
    static final int PIXELS = 784, CLASSES = 10;

    @Parameter Tensor w = truncatedNormal(0.1, PIXELS, CLASSES);
    @Parameter Tensor b = zeros(CLASSES);

    Tensor logits(@Shape("n, 784") Tensor x) {
        return matmul(x, w).plus(b);
    }

    /**
     * The probability of each class.
     *
     * @param x pictures
     */
    @Entry
    Tensor predictions(@Shape("n, 784") Tensor x) {
        return softmax(logits(x));
    }

    /**
     * The mean cross-entropy of a batch.
     *
     * @param x pictures
     * @param labels 1 for the class of each picture, 0 for the others
     */
    @Loss(optimizer = "gradientDescent")
    Tensor loss(@Shape("n, 784") Tensor x, @Shape("n, 10") Tensor labels) {
        return reduceMean(softmaxCrossEntropy(logits(x), labels));
    }
}
