package dev.forja.samples.cnn;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

/** Tells clothes apart: two convolutions with pooling, then two dense layers. */
@Model
class FashionCnn {
    static final int SIDE = 28, FIRST = 16, SECOND = 32, HIDDEN = 128, CLASSES = 10;
    static final int FEATURES = (SIDE / 4) * (SIDE / 4) * SECOND;
    static final double DROPPED = 0.25;

    final Conv2d edges = new Conv2d(1, FIRST, 3);
    final BatchNorm edgesNorm = new BatchNorm(FIRST, 1e-3, 0.9);
    final Conv2d parts = new Conv2d(FIRST, SECOND, 3);
    final BatchNorm partsNorm = new BatchNorm(SECOND, 1e-3, 0.9);
    final Dense hidden = new Dense(FEATURES, HIDDEN);
    final Dense output = new Dense(HIDDEN, CLASSES);

    Tensor logits(@Shape("n, 784") Tensor pixels) {
        Tensor image = pixels.reshape(-1, SIDE, SIDE, 1);
        Tensor y = maxPool2d(relu(edgesNorm.apply(edges.apply(image))), 2);
        y = maxPool2d(relu(partsNorm.apply(parts.apply(y))), 2);
        y = relu(hidden.apply(dropout(y.reshape(-1, FEATURES), DROPPED)));
        return output.apply(dropout(y, DROPPED));
    }

    /**
     * The probability of each kind of clothes.
     *
     * @param pixels rows of 28 times 28 pixels, from 0 to 1
     */
    @Entry
    Tensor classify(@Shape("n, 784") Tensor pixels) {
        return softmax(logits(pixels));
    }

    /**
     * The mean cross-entropy of a batch.
     *
     * @param pixels rows of 28 times 28 pixels, from 0 to 1
     * @param label the kind of clothes of each row
     */
    @Loss(optimizer = "adam")
    Tensor loss(@Shape("n, 784") Tensor pixels, @Shape("n") IntTensor label) {
        return mean(softmaxCrossEntropy(logits(pixels), label));
    }
}
