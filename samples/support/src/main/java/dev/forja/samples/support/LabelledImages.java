package dev.forja.samples.support;

import dev.forja.runtime.train.Dataset;
import java.util.Arrays;

/**
 * Grey images with the number of their class.
 *
 * @param side pixels of a row and of a column of an image
 * @param pixels the images, one after the other, row after row, from 0 to 1
 * @param labels the class of each image
 */
public record LabelledImages(int side, float[] pixels, int[] labels) {
    /** Name of the column of images in {@link #dataset}, {@code side * side} values a row. */
    public static final String PIXELS = "pixels";

    /** Name of the column of classes in {@link #dataset}. */
    public static final String LABEL = "label";

    public LabelledImages {
        if (pixels.length != labels.length * side * side) {
            throw new IllegalArgumentException(
                    labels.length
                            + " images of "
                            + side
                            + " x "
                            + side
                            + " pixels do not have "
                            + pixels.length
                            + " pixels");
        }
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** The images as rows to train on. */
    public Dataset dataset() {
        return Dataset.of(labels.length).floats(PIXELS, pixels).ints(LABEL, labels).build();
    }

    /** The images of a data set of {@link #dataset} or of a part of it. */
    public static LabelledImages of(int side, Dataset dataset) {
        return new LabelledImages(side, dataset.floats(PIXELS), dataset.ints(LABEL));
    }

    /** Images {@code from} (inclusive) to {@code to} (exclusive). */
    public LabelledImages slice(int from, int to) {
        int size = side * side;
        return new LabelledImages(
                side,
                Arrays.copyOfRange(pixels, from * size, to * size),
                Arrays.copyOfRange(labels, from, to));
    }
}
