package dev.forja.samples.segmentation;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

/**
 * Says for each pixel which kind of shape it belongs to. The encoder halves the image three times,
 * the decoder doubles it as often by transposed convolutions and sees again what the encoder saw at
 * the same size (O. Ronneberger, P. Fischer, T. Brox, "U-Net", 2015).
 */
@Model
class ShapeSegmenter {
    static final int SIDE = 32, CLASSES = 4;
    static final int FIRST = 8, SECOND = 16, THIRD = 32, DEEP = 64;

    final Block first = new Block(1, FIRST);
    final Block second = new Block(FIRST, SECOND);
    final Block third = new Block(SECOND, THIRD);
    final Block deep = new Block(THIRD, DEEP);
    final ConvTranspose2d enlargeDeep = new ConvTranspose2d(DEEP, THIRD, 2, 2);
    final Block joinThird = new Block(THIRD + THIRD, THIRD);
    final ConvTranspose2d enlargeThird = new ConvTranspose2d(THIRD, SECOND, 2, 2);
    final Block joinSecond = new Block(SECOND + SECOND, SECOND);
    final ConvTranspose2d enlargeSecond = new ConvTranspose2d(SECOND, FIRST, 2, 2);
    final Block joinFirst = new Block(FIRST + FIRST, FIRST);
    final Conv2d output = new Conv2d(FIRST, CLASSES, 1);

    /** A convolution that keeps the size, with batch normalisation and ReLU. */
    static class Block {
        final Conv2d convolution;
        final BatchNorm norm;

        Block(int in, int out) {
            convolution = new Conv2d(in, out, 3);
            norm = new BatchNorm(out, 1e-3, 0.9);
        }

        Tensor apply(Tensor x) {
            return relu(norm.apply(convolution.apply(x)));
        }
    }

    Tensor logits(@Shape("n, 32, 32") Tensor pixels) {
        Tensor whole = first.apply(expandDims(pixels, 3));
        Tensor half = second.apply(maxPool2d(whole, 2));
        Tensor quarter = third.apply(maxPool2d(half, 2));
        Tensor y = deep.apply(maxPool2d(quarter, 2));
        y = joinThird.apply(concat(3, enlargeDeep.apply(y), quarter));
        y = joinSecond.apply(concat(3, enlargeThird.apply(y), half));
        y = joinFirst.apply(concat(3, enlargeSecond.apply(y), whole));
        return output.apply(y);
    }

    /**
     * The likeliest class of each pixel.
     *
     * @param pixels images of 32 times 32 pixels, about 0 (paper) to 1 (ink)
     */
    @Entry
    IntTensor segment(@Shape("n, 32, 32") Tensor pixels) {
        return argMax(logits(pixels), 3);
    }

    /**
     * The mean cross-entropy of a pixel.
     *
     * @param pixels images of 32 times 32 pixels, about 0 (paper) to 1 (ink)
     * @param label the class of each pixel
     */
    @Loss(optimizer = "adam")
    Tensor loss(@Shape("n, 32, 32") Tensor pixels, @Shape("n, 32, 32") IntTensor label) {
        return mean(softmaxCrossEntropy(logits(pixels), label));
    }
}
