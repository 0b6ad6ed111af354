package dev.forja.samples.softmaxregression;

import dev.forja.samples.support.FashionMnist;
import dev.forja.samples.support.HandwrittenDigits;
import dev.forja.samples.support.LabelledImages;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;

/**
 * The pictures of a run, with pixels that are 0 on average, about.
 *
 * @param graph the model for pictures of this size
 * @param epochs times to feed all pictures
 * @param training pictures that are fed
 * @param test pictures that nothing sees before the end
 */
record Pictures(Graph graph, int epochs, LabelledImages training, LabelledImages test) {
    private static final int CLOTHES_EPOCHS = 20;

    /** There are few digits: 14 batches an epoch. */
    private static final int DIGITS_EPOCHS = 100;

    private static final double TEST = 0.2;
    private static final long SEED = 0;
    private static final float MEAN = 0.3f;
    private static final float RANGE = 0.5f;

    /**
     * Clothes if they lie on the machine and time is not short, else the digits of this project.
     */
    static Pictures of(SampleRun run, PrintStream out) throws IOException {
        if (run.quick()) {
            return digits();
        }
        var fashion = FashionMnist.find(run);
        if (fashion.isEmpty()) {
            out.printf("%s%nHandwritten digits instead.%n", FashionMnist.HOW_TO_GET);
            return digits();
        }
        return new Pictures(
                Graph.fashion(),
                CLOTHES_EPOCHS,
                centered(fashion.get().training()),
                centered(fashion.get().test()));
    }

    private static Pictures digits() throws IOException {
        var parts = HandwrittenDigits.read().dataset().split(TEST, SEED);
        return new Pictures(
                Graph.digits(),
                DIGITS_EPOCHS,
                centered(LabelledImages.of(HandwrittenDigits.SIDE, parts.second())),
                centered(LabelledImages.of(HandwrittenDigits.SIDE, parts.first())));
    }

    /**
     * Pixels from -0.15 to 0.35, about 0 on average: from 0 to 1 the loss is so steep along their
     * mean that steps of rate 0.5 jump to and fro.
     */
    private static LabelledImages centered(LabelledImages images) {
        float[] pixels = images.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = RANGE * (pixels[i] - MEAN);
        }
        return new LabelledImages(images.side(), pixels, images.labels());
    }
}
