package dev.forja.samples.digits;

import dev.forja.runtime.train.Dataset;
import dev.forja.samples.support.NumberTable;
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
    static final int SIDE = 8;

    /** Pixels of an image. */
    static final int PIXELS = SIDE * SIDE;

    /** Digits that there are. */
    static final int CLASSES = 10;

    private static final float INK = 16;
    private static final double TEST = 0.2;
    private static final double VALIDATION = 0.1;
    private static final long SEED = 0;

    static DigitImages read() throws IOException {
        var table = NumberTable.read(DigitImages.class, "digits.csv.gz", false);
        float[] pixels = table.columns(0, PIXELS);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] /= INK;
        }
        float[] digits = table.column(PIXELS);
        var label = new int[digits.length];
        for (int i = 0; i < label.length; i++) {
            label[i] = (int) digits[i];
        }
        var all = Dataset.of(label.length).floats("pixels", pixels).ints("label", label).build();
        var test = all.split(TEST, SEED);
        var validation = test.second().split(VALIDATION, SEED);
        return new DigitImages(validation.second(), validation.first(), test.first());
    }
}
