package dev.forja.samples.segmentation;

import dev.forja.runtime.train.Dataset;
import dev.forja.samples.support.Chance;
import java.util.Arrays;

/**
 * Noisy images of a few shapes, one over the other.
 *
 * @param pixels the images, one after the other, about 0 (paper) to 1 (ink)
 * @param labels the kind of shape that is on top at each pixel; 0 where there is none
 */
record Scenes(float[] pixels, int[] labels) {
    /** Pixels of a row and of a column of an image. */
    static final int SIDE = 32;

    private static final int AREA = SIDE * SIDE;
    private static final int MOST_SHAPES = 3;
    private static final double NOISE = 0.12;

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
        int shapes = 1 + chance.below(MOST_SHAPES);
        for (int i = 0; i < shapes; i++) {
            var shape = Shape.any(chance, SIDE);
            for (int pixel = 0; pixel < AREA; pixel++) {
                if (shape.covers(pixel % SIDE, pixel / SIDE)) {
                    pixels[at + pixel] = (float) shape.ink();
                    labels[at + pixel] = shape.kind();
                }
            }
        }
        for (int pixel = 0; pixel < AREA; pixel++) {
            pixels[at + pixel] += (float) (NOISE * chance.normal());
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
