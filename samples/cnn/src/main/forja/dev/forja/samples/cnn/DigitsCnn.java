package dev.forja.samples.cnn;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

/** Tells small handwritten digits apart: two convolutions with pooling, then a dense layer. */
@Model
class DigitsCnn {
    static final int SIDE = 8, FIRST = 16, SECOND = 32, CLASSES = 10;
    static final int FEATURES = (SIDE / 4) * (SIDE / 4) * SECOND;
    static final double DROPPED = 0.4;

    final Conv2d edges = new Conv2d(1, FIRST, 3);
    final BatchNorm edgesNorm = new BatchNorm(FIRST, 1e-3, 0.9);
    final Conv2d parts = new Conv2d(FIRST, SECOND, 3);
    final BatchNorm partsNorm = new BatchNorm(SECOND, 1e-3, 0.9);
    final Dense output = new Dense(FEATURES, CLASSES);

    Tensor logits(@Shape("n, 64") Tensor pixels) {
        Tensor image = pixels.reshape(-1, SIDE, SIDE, 1);
        Tensor y = maxPool2d(relu(edgesNorm.apply(edges.apply(image))), 2);
        y = maxPool2d(relu(partsNorm.apply(parts.apply(y))), 2);
        return output.apply(dropout(y.reshape(-1, FEATURES), DROPPED));
    }

    /**
     * The probability of each digit.
     *
     * @param pixels rows of 8 times 8 pixels, from 0 to 1
     */
    @Entry
    Tensor classify(@Shape("n, 64") Tensor pixels) {
        return softmax(logits(pixels));
    }

    /**
     * The mean cross-entropy of a batch.
     *
     * @param pixels rows of 8 times 8 pixels, from 0 to 1
     * @param label the digit of each row
     */
    @Loss(optimizer = "adam")
    Tensor loss(@Shape("n, 64") Tensor pixels, @Shape("n") IntTensor label) {
        return mean(softmaxCrossEntropy(logits(pixels), label));
    }
}
