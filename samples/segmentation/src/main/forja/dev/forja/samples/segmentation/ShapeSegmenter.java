package dev.forja.samples.segmentation;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

/**
 * Says for each pixel which kind of shape it belongs to. The encoder halves the image twice, the
 * decoder doubles it twice by transposed convolutions and sees again what the encoder saw at the
 * same size (O. Ronneberger, P. Fischer, T. Brox, "U-Net", 2015).
 */
@Model
class ShapeSegmenter {
    static final int SIDE = 32, CLASSES = 4;
    static final int WIDE = 8, MIDDLE = 16, DEEP = 32;

    final Block wide = new Block(1, WIDE);
    final Block middle = new Block(WIDE, MIDDLE);
    final Block deep = new Block(MIDDLE, DEEP);
    final ConvTranspose2d enlargeDeep = new ConvTranspose2d(DEEP, MIDDLE, 2, 2);
    final Block joinMiddle = new Block(MIDDLE + MIDDLE, MIDDLE);
    final ConvTranspose2d enlargeMiddle = new ConvTranspose2d(MIDDLE, WIDE, 2, 2);
    final Block joinWide = new Block(WIDE + WIDE, WIDE);
    final Conv2d output = new Conv2d(WIDE, CLASSES, 1);

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
        Tensor large = wide.apply(expandDims(pixels, 3));
        Tensor half = middle.apply(maxPool2d(large, 2));
        Tensor quarter = deep.apply(maxPool2d(half, 2));
        Tensor y = joinMiddle.apply(concat(3, enlargeDeep.apply(quarter), half));
        y = joinWide.apply(concat(3, enlargeMiddle.apply(y), large));
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
