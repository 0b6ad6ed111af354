package dev.forja.samples.segmentation;

import dev.forja.runtime.train.Dataset;
import dev.forja.samples.support.Chance;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Noisy images of a few shapes that do not overlap.
 *
 * @param pixels the images, one after the other, about 0 (paper) to 1 (ink)
 * @param labels the kind of shape of each pixel; 0 where there is none
 */
record Scenes(float[] pixels, int[] labels) {
    /** Pixels of a row and of a column of an image. */
    static final int SIDE = 32;

    private static final int AREA = SIDE * SIDE;
    private static final int MOST_SHAPES = 4;
    private static final double NOISE = 0.1;

    /** Makes up images. */
    static Scenes make(Chance chance, int count) {
        var scenes = new Scenes(new float[count * AREA], new int[count * AREA]);
        for (int image = 0; image < count; image++) {
            scenes.draw(chance, image * AREA);
        }
        return scenes;
    }

    private void draw(Chance chance, int at) {
        Arrays.fill(pixels, at, at + AREA, (float) chance.uniform(0, 0.25));
        for (int i = 0; i < MOST_SHAPES; i++) {
            draw(Shape.any(chance, SIDE), at);
        }
        for (int pixel = 0; pixel < AREA; pixel++) {
            pixels[at + pixel] += (float) (NOISE * chance.normal());
        }
    }

    /** Draws a shape unless another one is in its way. */
    private void draw(Shape shape, int at) {
        int[] covered =
                IntStream.range(0, AREA)
                        .filter(pixel -> shape.covers(pixel % SIDE, pixel / SIDE))
                        .map(pixel -> at + pixel)
                        .toArray();
        if (IntStream.of(covered).allMatch(pixel -> labels[pixel] == 0)) {
            for (int pixel : covered) {
                pixels[pixel] = (float) shape.ink();
                labels[pixel] = shape.kind();
            }
        }
    }

    int count() {
        return labels.length / AREA;
    }

    /** Images {@code from} (inclusive) to {@code to} (exclusive). */
    Scenes slice(int from, int to) {
        return new Scenes(
                Arrays.copyOfRange(pixels, from * AREA, to * AREA),
                Arrays.copyOfRange(labels, from * AREA, to * AREA));
    }

    /** The images as rows to train on. */
    Dataset dataset() {
        return Dataset.of(count()).floats("pixels", pixels).ints("label", labels).build();
    }
}
