package dev.forja.samples.softmaxregression;

import dev.forja.samples.support.LabelledImages;
import java.util.Random;

/**
 * Batches for the placeholders {@code x} and {@code labels}, filled anew by each {@link #next}. An
 * epoch goes through all pictures in a new order; pictures that don't fill a batch wait for
 * another.
 */
final class Batch {
    private static final int CLASSES = 10;

    /** The pictures of the batch. */
    final float[] x;

    /** 1 for the class of each picture, 0 for the others. */
    final float[] labels;

    /** The class of each picture. */
    final int[] classes;

    private final LabelledImages images;
    private final int[] order;
    private final Random random = new Random(0);
    private int used;

    Batch(LabelledImages images, int size) {
        if (size > images.count()) {
            throw new IllegalArgumentException(
                    "a batch of " + size + " pictures of only " + images.count());
        }
        this.images = images;
        x = new float[size * images.side() * images.side()];
        labels = new float[size * CLASSES];
        classes = new int[size];
        order = new int[images.count()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        used = order.length;
    }

    int size() {
        return classes.length;
    }

    void next() {
        if (used + size() > order.length) {
            shuffle();
            used = 0;
        }
        int pixels = images.side() * images.side();
        for (int row = 0; row < size(); row++) {
            int image = order[used++];
            System.arraycopy(images.pixels(), image * pixels, x, row * pixels, pixels);
            classes[row] = images.labels()[image];
            for (int c = 0; c < CLASSES; c++) {
                labels[row * CLASSES + c] = c == classes[row] ? 1 : 0;
            }
        }
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }
}
