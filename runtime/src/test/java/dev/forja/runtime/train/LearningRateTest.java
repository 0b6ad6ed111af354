package dev.forja.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
    @Test
    void constantStays() {
        assertThat(LearningRate.constant(0.1f).at(0)).isEqualTo(0.1f);
        assertThat(LearningRate.constant(0.1f).at(1L << 40)).isEqualTo(0.1f);
    }

    @Test
    void stepDecayFallsInSteps() {
        var rate = LearningRate.stepDecay(1, 0.5f, 10);
        assertThat(rate.at(0)).isEqualTo(1);
        assertThat(rate.at(9)).isEqualTo(1);
        assertThat(rate.at(10)).isEqualTo(0.5f);
        assertThat(rate.at(39)).isEqualTo(0.125f);
    }

    @Test
    void exponentialFallsEveryStep() {
        var rate = LearningRate.exponential(1, 0.25f, 10);
        assertThat(rate.at(5)).isEqualTo(0.5f);
        assertThat(rate.at(10)).isEqualTo(0.25f);
    }

    @Test
    void cosineGoesFromInitialToMinimumAndStays() {
        var rate = LearningRate.cosine(1, 0.2f, 100);
        assertThat(rate.at(0)).isEqualTo(1);
        assertThat(rate.at(50)).isCloseTo(0.6f, within(1e-6f));
        assertThat(rate.at(100)).isEqualTo(0.2f);
        assertThat(rate.at(1000)).isEqualTo(0.2f);
        assertThat(rate.at(25)).isCloseTo(0.2f + 0.8f * 0.853553f, within(1e-6f));
    }

    @Test
    void theMathematicsIsExactFarBeyondFloats() {
        for (int i = 0; i <= 1000; i++) {
            double t = i / 1000.0;
            assertThat(RateMath.halfCosine(t)).isCloseTo(Math.cos(Math.PI * t), within(4e-16));
            assertThat(RateMath.power(0.93f, i * 0.7) / Math.pow(0.93f, i * 0.7))
                    .isCloseTo(1, within(1e-13));
        }
    }

    @Test
    void warmUpRisesToTheScheduleThenFollowsIt() {
        var rate = LearningRate.stepDecay(1, 0.5f, 10).warmUp(4);
        assertThat(rate.at(0)).isEqualTo(0.25f);
        assertThat(rate.at(3)).isEqualTo(1);
        assertThat(rate.at(4)).isEqualTo(1);
        assertThat(rate.at(14)).isEqualTo(0.5f);
    }

    @Test
    void impossibleRatesAreRefused() {
        assertThatThrownBy(() -> LearningRate.constant(0)).hasMessageContaining("rate > 0");
        assertThatThrownBy(() -> LearningRate.constant(Float.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> LearningRate.stepDecay(1, 1, 0)).hasMessageContaining("every");
        assertThatThrownBy(() -> LearningRate.cosine(1, 2, 5)).hasMessageContaining("minimum");
        assertThatThrownBy(() -> LearningRate.constant(1).warmUp(0)).hasMessageContaining("steps");
    }
}
