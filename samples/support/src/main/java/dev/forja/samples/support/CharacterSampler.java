package dev.forja.samples.support;

import java.util.SplittableRandom;

/** Draws numbers with the probabilities that logits give; equal seeds draw equal numbers. */
public final class CharacterSampler {
    private final double temperature;
    private final SplittableRandom random;

    /**
     * A source of numbers.
     *
     * @param temperature what logits are divided by: below 1 the likely gets likelier
     */
    public CharacterSampler(double temperature, long seed) {
        this.temperature = temperature;
        random = new SplittableRandom(seed);
    }

    /**
     * A number below {@code count}, with the softmax of the logits from {@code from} on as
     * probabilities. Allocates nothing.
     */
    public int draw(float[] logits, int from, int count) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            greatest = Math.max(greatest, logits[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.exp((logits[from + i] - greatest) / temperature);
        }
        double left = random.nextDouble() * sum;
        for (int i = 0; i < count - 1; i++) {
            left -= Math.exp((logits[from + i] - greatest) / temperature);
            if (left < 0) {
                return i;
            }
        }
        return count - 1;
    }
}
