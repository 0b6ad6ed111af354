package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void messagesNamePlaceExpectedAndFound() {
        assertThat(Checks.wrongLength("Digits", "classify", "pixels", "[n, 64]", "n=2", 128, 100))
                .hasMessage(
                        "Digits.classify: 'pixels' of shape [n, 64] with n=2:"
                                + " expected 128 elements, found 100");
        assertThat(Checks.wrongLength("Digits", "classify", "w", "[64]", "", 64, 1))
                .hasMessage("Digits.classify: 'w' of shape [64]: expected 64 elements, found 1");
        assertThat(Checks.missing("Digits", "classify", "pixels", "[n, 64]"))
                .hasMessage("Digits.classify: 'pixels' of shape [n, 64] is null");
        assertThat(Checks.wrongType("Digits", "loss", "label", "int[]", new float[1]))
                .hasMessage("Digits.loss: 'label': expected int[], found float[]");
        assertThat(Checks.wrongType("Digits", "loss", "label", "int[]", null))
                .hasMessage("Digits.loss: 'label': expected int[], found null");
        assertThat(Checks.wrongCount("Digits", "loss", "inputs", 2, 1))
                .hasMessage("Digits.loss: expected 2 inputs, found 1");
        assertThat(Checks.wrongSymbol("Digits", "loss", "n", 0, -1))
                .hasMessage("Digits.loss: dimension n: expected at least 0, found -1");
        assertThat(Checks.tooLarge("Digits", "loss", "pixels", "[n, 64]", "n=99999999"))
                .hasMessageContaining("n=99999999 has more elements than a Java array holds");
        assertThat(Checks.wrongIndex("Digits", "loss", "label", 10, 3, 12))
                .hasMessage(
                        "Digits.loss: 'label': expected indices from 0 to 9, found 12 at position 3");
        assertThat(Checks.wrongIndex("Digits", "loss", "label", 0, 0, 0))
                .hasMessage("Digits.loss: 'label': expected no index, found 0 at position 0");
    }

    @Test
    void indicesLieFromZeroToBelowTheirBound() {
        assertThat(Checks.outside(new int[] {0, 9, 5}, 10)).isEqualTo(-1);
        assertThat(Checks.outside(new int[] {0, 10, -1}, 10)).isEqualTo(1);
        assertThat(Checks.outside(new int[] {0, -1}, 10)).isEqualTo(1);
        assertThat(Checks.outside(new int[] {-1}, 1L << 40)).isZero();
        assertThat(Checks.outside(new int[0], 0)).isEqualTo(-1);
        assertThat(Checks.outside(new long[] {0, 9, Long.MIN_VALUE}, 10)).isEqualTo(2);
        assertThat(Checks.outside(new long[] {1L << 40}, (1L << 40) + 1)).isEqualTo(-1);
    }
}
