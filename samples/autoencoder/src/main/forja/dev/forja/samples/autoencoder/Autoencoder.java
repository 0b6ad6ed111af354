package dev.forja.samples.autoencoder;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;

/** Squeezes an image of 64 pixels into eight numbers, from which it draws the image again. */
@Model
class Autoencoder {
    static final int PIXELS = 64, HIDDEN = 128, CODE = 8;

    final Dense in = new Dense(PIXELS, HIDDEN);
    final Dense squeeze = new Dense(HIDDEN, CODE);
    final Dense widen = new Dense(CODE, HIDDEN);
    final Dense out = new Dense(HIDDEN, PIXELS);

    /**
     * The eight numbers of each image.
     *
     * @param pixels rows of 8 times 8 pixels, from 0 (paper) to 1 (ink)
     */
    @Entry
    Tensor encode(@Shape("n, 64") Tensor pixels) {
        return squeeze.apply(relu(in.apply(pixels)));
    }

    /**
     * The images of eight numbers each.
     *
     * @param code rows of eight numbers
     */
    @Entry
    Tensor decode(@Shape("n, 8") Tensor code) {
        return sigmoid(out.apply(relu(widen.apply(code))));
    }

    /**
     * The mean squared difference of a pixel.
     *
     * @param pixels rows of 8 times 8 pixels, from 0 (paper) to 1 (ink)
     */
    @Loss(optimizer = "adam")
    Tensor loss(@Shape("n, 64") Tensor pixels) {
        return meanSquaredError(decode(encode(pixels)), pixels);
    }
}
