package dev.forja.samples.digits;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;

/** Tells handwritten digits apart: 64 pixels, 128 hidden units, 10 classes. */
@Model
class Digits {
    static final int PIXELS = 64, HIDDEN = 128, CLASSES = 10;

    @Parameter Tensor w1 = truncatedNormal(0.1f, PIXELS, HIDDEN);
    @Parameter Tensor b1 = zeros(HIDDEN);
    final Dense output = new Dense(HIDDEN, CLASSES);

    Tensor logits(@Shape("n, 64") Tensor pixels) {
        Tensor hidden = relu(matmul(pixels, w1).plus(b1));
        return output.apply(dropout(hidden, 0.3));
    }

    /**
     * The probability of each digit.
     *
     * @param pixels rows of 8 times 8 pixels, from 0 (paper) to 1 (ink)
     */
    @Entry
    Tensor classify(@Shape("n, 64") Tensor pixels) {
        return softmax(logits(pixels));
    }

    /**
     * The mean cross-entropy of a batch.
     *
     * @param pixels rows of 8 times 8 pixels, from 0 (paper) to 1 (ink)
     * @param label the digit of each row
     */
    @Loss(optimizer = "gradientDescent")
    Tensor loss(@Shape("n, 64") Tensor pixels, @Shape("n") IntTensor label) {
        return mean(softmaxCrossEntropy(logits(pixels), label));
    }
}
