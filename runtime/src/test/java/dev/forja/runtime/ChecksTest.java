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
        assertThat(Checks.wrongIndex("Digits", "loss", "label", 10, 12))
                .hasMessage("Digits.loss: 'label': expected indices from 0 to 9, found 12");
    }
}
