package dev.forja.samples.transformer;

import dev.forja.samples.support.CharacterText;
import java.util.Arrays;

/** How well the model foretells a text. */
final class Evaluation {
    /** Positions that the model sees. */
    private static final int CONTEXT = 128;

    /** Characters from one window to the next, so that nearly all are foretold from 112 or more. */
    private static final int STRIDE = 16;

    private Evaluation() {}

    /**
     * The mean cross-entropy of every character but the first, in nats. Each is foretold once, by
     * the first window that reaches it.
     */
    static double nats(Decoder model, CharacterText text) {
        int last = text.length() - 1;
        int characters = text.alphabet().length();
        double sum = 0;
        int scored = 0;
        for (int from = 0; scored < last; from = Math.min(from + STRIDE, last - CONTEXT)) {
            int to = from + CONTEXT;
            float[] logits = model.foretell(Arrays.copyOfRange(text.codes(), from, to), 1);
            for (; scored < to; scored++) {
                int row = (scored - from) * characters;
                sum += logSum(logits, row, characters) - logits[row + text.codes()[scored + 1]];
            }
        }
        return sum / last;
    }

    /** The logarithm of the sum of exponentials. */
    private static double logSum(float[] logits, int from, int count) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            greatest = Math.max(greatest, logits[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.exp(logits[from + i] - greatest);
        }
        return greatest + Math.log(sum);
    }
}
