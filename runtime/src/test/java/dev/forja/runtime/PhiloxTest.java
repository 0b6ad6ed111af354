package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhiloxTest {
    @Test
    void givesThePublishedKnownAnswers() {
        assertThat(block(0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(block(-1, -1, -1))
                .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(block(0x85a308d3_243f6a88L, 0x03707344_13198a2eL, 0x299f31d0_a4093822L))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void unitStaysBelowOne() {
        assertThat(Philox.unit(0, 0)).isZero();
        assertThat(Philox.unit(-1, -1)).isLessThan(1).isEqualTo(1 - 0x1p-53);
        assertThat(Philox.unit(0x80000000, 0)).isEqualTo(0.5);
    }

    @Test
    void boundedReachesBothEndsAndNoFurther() {
        assertThat(Philox.bounded(0, 0, 7)).isZero();
        assertThat(Philox.bounded(-1, -1, 7)).isEqualTo(6);
        assertThat(Philox.bounded(-1, -1, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE - 1);
    }

    private static int[] block(long index, long stream, long seed) {
        var out = new int[4];
        Philox.block(index, stream, seed, out);
        return out;
    }
}
