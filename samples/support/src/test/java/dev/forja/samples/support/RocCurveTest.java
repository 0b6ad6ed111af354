package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RocCurveTest {
    @Test
    void theAreaIsTheShareOfPairsInOrder() {
        boolean[] positive = {true, false, true, false, false};
        var curve = RocCurve.of(new float[] {0.9f, 0.8f, 0.4f, 0.3f, 0.1f}, positive);
        assertThat(curve.area()).isEqualTo(5.0 / 6, within(1e-12));
        assertThat(curve.truePositives()).containsExactly(0, 0.5, 0.5, 1, 1, 1);
    }

    @Test
    void pairsOfEqualScoreCountHalf() {
        boolean[] positive = {true, false, true, false};
        var curve = RocCurve.of(new float[] {1, 1, 1, 1}, positive);
        assertThat(curve.area()).isEqualTo(0.5, within(1e-12));
        assertThat(curve.falsePositives()).containsExactly(0, 1);
    }

    @Test
    void rowsOfOneKindHaveNoCurve() {
        assertThatThrownBy(() -> RocCurve.of(new float[] {1}, new boolean[] {true}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
