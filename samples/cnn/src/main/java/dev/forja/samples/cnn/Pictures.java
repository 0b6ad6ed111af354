package dev.forja.samples.cnn;

import dev.forja.samples.support.FashionMnist;
import dev.forja.samples.support.HandwrittenDigits;
import dev.forja.samples.support.LabelledImages;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;

/**
 * The pictures of a run, the network for them and how long it trains.
 *
 * @param network the network for pictures of this size
 * @param epochs times to go through the pictures that train
 * @param learningRate first rate of training
 * @param training pictures that the steps see
 * @param validation pictures that show, epoch by epoch, how well it generalises
 * @param test pictures that nothing sees before the end
 */
record Pictures(
        Network network,
        int epochs,
        float learningRate,
        LabelledImages training,
        LabelledImages validation,
        LabelledImages test) {
    private static final int CLOTHES_VALIDATION = 2_000;
    private static final int CLOTHES_EPOCHS = 8;
    private static final float CLOTHES_RATE = 1e-3f;

    private static final double DIGITS_TEST = 0.2;
    private static final double DIGITS_VALIDATION = 0.1;
    private static final long SEED = 0;
    private static final int DIGITS_EPOCHS = 40;
    private static final int QUICK_EPOCHS = 10;
    private static final float DIGITS_RATE = 3e-3f;

    /**
     * Clothes if they lie on the machine and time is not short, else the digits of this project.
     */
    static Pictures of(SampleRun run, PrintStream out) throws IOException {
        if (run.quick()) {
            return digits(QUICK_EPOCHS);
        }
        var fashion = FashionMnist.find(run);
        if (fashion.isEmpty()) {
            out.printf("%s%nHandwritten digits instead.%n", FashionMnist.HOW_TO_GET);
            return digits(DIGITS_EPOCHS);
        }
        var all = fashion.get().training();
        int rows = all.count() - CLOTHES_VALIDATION;
        return new Pictures(
                Network.fashion(),
                CLOTHES_EPOCHS,
                CLOTHES_RATE,
                all.slice(0, rows),
                all.slice(rows, all.count()),
                fashion.get().test());
    }

    private static Pictures digits(int epochs) throws IOException {
        int side = HandwrittenDigits.SIDE;
        var parts = HandwrittenDigits.read().dataset().split(DIGITS_TEST, SEED);
        var rest = parts.second().split(DIGITS_VALIDATION, SEED);
        return new Pictures(
                Network.digits(),
                epochs,
                DIGITS_RATE,
                LabelledImages.of(side, rest.second()),
                LabelledImages.of(side, rest.first()),
                LabelledImages.of(side, parts.first()));
    }
}
