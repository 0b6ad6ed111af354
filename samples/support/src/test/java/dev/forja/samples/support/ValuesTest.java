package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void theFirstOfTheGreatestScoresIsLikeliest() {
        assertThat(Values.likeliest(new float[] {1, 3, 2, 4, 0, 4}, 3)).containsExactly(1, 0);
    }

    @Test
    void errorsAndShareOfTheVariance() {
        float[] actual = {1, 2, 3};
        assertThat(Values.meanSquaredError(new float[] {1, 2, 6}, actual)).isEqualTo(3);
        assertThat(Values.determination(new float[] {2, 2, 2}, actual)).isZero();
        assertThat(Values.determination(new float[] {1, 2, 4}, actual))
                .isEqualTo(0.5, within(1e-12));
    }

    @Test
    void columnsAreStandardized() {
        var scale = Standardization.of(new float[] {1, 5, 3, 5}, 2);
        assertThat(scale.apply(new float[] {1, 5, 3, 5, 4, 6})).containsExactly(-1, 0, 1, 0, 2, 1);
    }
}
