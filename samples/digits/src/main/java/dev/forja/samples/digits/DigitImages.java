package dev.forja.samples.digits;

import dev.forja.runtime.train.Dataset;
import dev.forja.samples.support.HandwrittenDigits;
import java.io.IOException;

/**
 * The 1,797 images, parted once and for all: the same rows train, validate and test in every run.
 *
 * @param training rows that the steps see
 * @param validation rows that show, epoch by epoch, how well it generalises
 * @param test a fifth of all rows, which nothing sees before the end
 */
record DigitImages(Dataset training, Dataset validation, Dataset test) {
    /** Pixels of a row and column of an image. */
    static final int SIDE = HandwrittenDigits.SIDE;

    /** Pixels of an image. */
    static final int PIXELS = SIDE * SIDE;

    /** Digits that there are. */
    static final int CLASSES = HandwrittenDigits.CLASSES;

    private static final double TEST = 0.2;
    private static final double VALIDATION = 0.1;
    private static final long SEED = 0;

    static DigitImages read() throws IOException {
        var all = HandwrittenDigits.read().dataset();
        var test = all.split(TEST, SEED);
        var validation = test.second().split(VALIDATION, SEED);
        return new DigitImages(validation.second(), validation.first(), test.first());
    }
}
