package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CharacterSamplerTest {
    private static final int DRAWS = 20_000;

    /** Of the probabilities 1/4, 0 and 3/4, with numbers around them that aren't theirs. */
    private static final float[] LOGITS = {
        50, (float) Math.log(0.25), Float.NEGATIVE_INFINITY, (float) Math.log(0.75), 50
    };

    private static double shareOfLast(double temperature) {
        var sampler = new CharacterSampler(temperature, 3);
        int last = 0;
        for (int i = 0; i < DRAWS; i++) {
            int drawn = sampler.draw(LOGITS, 1, 3);
            assertThat(drawn).isIn(0, 2);
            last += drawn == 2 ? 1 : 0;
        }
        return (double) last / DRAWS;
    }

    @Test
    void numbersComeAsOftenAsTheLogitsSay() {
        assertThat(shareOfLast(1)).isCloseTo(0.75, within(0.01));
    }

    @Test
    void atHalfTheTemperatureProbabilitiesAreSquared() {
        assertThat(shareOfLast(0.5)).isCloseTo(0.9, within(0.01));
    }
}
