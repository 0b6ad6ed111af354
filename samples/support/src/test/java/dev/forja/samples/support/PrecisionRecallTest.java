package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
    private final float[] scores = {0.9f, 0.8f, 0.4f, 0.3f, 0.1f};

    @Test
    void everyThresholdHasItsShares() {
        boolean[] positive = {true, false, true, false, false};
        var curve = PrecisionRecall.of(scores, positive);
        assertThat(curve.recall()).containsExactly(0.5, 0.5, 1, 1, 1);
        assertThat(curve.precision()).containsExactly(1, 0.5, 2 / 3.0, 0.5, 0.4);
        assertThat(curve.precisionAt(0.5)).isEqualTo(1);
        assertThat(curve.precisionAt(0.8)).isEqualTo(2 / 3.0);
        assertThat(curve.precisionAt(1)).isEqualTo(2 / 3.0);
    }

    @Test
    void rowsOfEqualScorePassTogether() {
        var curve = PrecisionRecall.of(new float[] {1, 1}, new boolean[] {true, false});
        assertThat(curve.recall()).containsExactly(1);
        assertThat(curve.precisionAt(0.1)).isEqualTo(0.5);
    }

    @Test
    void rowsOfOneKindHaveNoCurve() {
        assertThatThrownBy(() -> PrecisionRecall.of(new float[] {1}, new boolean[] {false}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
