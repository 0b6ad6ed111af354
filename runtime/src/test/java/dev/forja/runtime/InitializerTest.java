package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitializerTest {
    private static final int COUNT = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zeros",
                "ones",
                "constant 0.5",
                "constant -0.0",
                "constant 1.0E-30",
                "constant NaN",
                "truncatedNormal 0.1",
                "normal 2",
                "uniform -1 1",
                "glorot 64 10",
                "he 64"
            })
    void textRoundTrips(String text) {
        var initializer = Initializer.parse(text);
        assertThat(initializer).hasToString(text);
        assertThat(Initializer.parse(initializer.toString())).isEqualTo(initializer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zero",
                "zeros 1",
                "constant",
                "constant x",
                "normal -1",
                "normal NaN",
                "uniform 1",
                "uniform 2 1",
                "uniform 1 2 3",
                "glorot 0 1",
                "he 0",
                "he 1.5"
            })
    void brokenTextIsRefusedWithTheText(String text) {
        assertThatThrownBy(() -> Initializer.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void bitsArePinned() {
        // Changing one of these breaks every recorded training run: do it knowingly.
        assertThat(bits("uniform -1 1")).containsExactly(floats("uniform -1 1", 3, 9, 1));
        assertThat(Arrays.hashCode(floats("truncatedNormal 0.1", COUNT, 42, 3)))
                .isEqualTo(TRUNCATED_HASH);
        assertThat(Arrays.hashCode(floats("glorot 64 10", COUNT, 42, 3))).isEqualTo(GLOROT_HASH);
        assertThat(Arrays.hashCode(floats("he 64", COUNT, 42, 3))).isEqualTo(HE_HASH);
    }

    private static final int TRUNCATED_HASH = -813798662;
    private static final int GLOROT_HASH = 295605865;
    private static final int HE_HASH = 1574640441;

    /** Element by element from the definition: words 0 and 1 of block i, stream 1, seed 9. */
    private static float[] bits(String text) {
        var expected = new float[3];
        var block = new int[4];
        for (int i = 0; i < 3; i++) {
            Philox.block(i, 1, 9, block);
            expected[i] = (float) (2 * Philox.unit(block[0], block[1]) - 1);
        }
        return expected;
    }

    @Test
    void elementsDoNotDependOnCountOrOffset() {
        var some = floats("truncatedNormal 1", 10, 7, 0);
        var many = new float[100];
        Initializer.parse("truncatedNormal 1").fill(many, 50, 50, 7, 0);
        assertThat(Arrays.copyOfRange(many, 50, 60)).containsExactly(some);
        assertThat(Arrays.copyOf(many, 50)).containsOnly(0f);
    }

    @Test
    void seedAndStreamEachChangeTheValues() {
        var base = floats("normal 1", 100, 1, 0);
        assertThat(floats("normal 1", 100, 2, 0)).isNotEqualTo(base);
        assertThat(floats("normal 1", 100, 1, 1)).isNotEqualTo(base);
        assertThat(floats("normal 1", 100, 1, 0)).isEqualTo(base);
    }

    @Test
    void distributionsHaveTheirMoments() {
        assertThat(mean(floats("normal 2", COUNT, 5, 0))).isBetween(-0.06, 0.06);
        assertThat(deviation(floats("normal 2", COUNT, 5, 0))).isBetween(1.95, 2.05);
        assertThat(deviation(floats("he 50", COUNT, 5, 0))).isBetween(0.195, 0.205);
        // A normal cut at two standard deviations has 0.8796 of the deviation.
        assertThat(deviation(floats("truncatedNormal 1", COUNT, 5, 0))).isBetween(0.865, 0.895);
        assertThat(deviation(floats("uniform -3 3", COUNT, 5, 0))).isBetween(1.7, 1.765);
    }

    @Test
    void boundsHold() {
        for (float value : floats("truncatedNormal 0.1", COUNT, 5, 0)) {
            assertThat(Math.abs(value)).isLessThanOrEqualTo(0.2f);
        }
        float limit = (float) Math.sqrt(6.0 / 74);
        float widest = 0;
        for (float value : floats("glorot 64 10", COUNT, 5, 0)) {
            widest = Math.max(widest, Math.abs(value));
        }
        assertThat(widest).isBetween(0.99f * limit, limit);
    }

    @Test
    void constantsFillEveryType() {
        var ints = new int[3];
        Initializer.parse("constant -7").fill(ints, 1, 2, 0, 0);
        assertThat(ints).containsExactly(0, -7, -7);
        var longs = new long[1];
        Initializer.parse("constant 1000000000000").fill(longs, 0, 1, 0, 0);
        assertThat(longs).containsExactly(1_000_000_000_000L);
        var bools = new boolean[2];
        Initializer.parse("ones").fill(bools, 1, 1, 0, 0);
        assertThat(bools).containsExactly(false, true);
        var doubles = new double[1];
        Initializer.parse("constant 0.1").fill(doubles, 0, 1, 0, 0);
        assertThat(doubles).containsExactly(0.1);
    }

    @Test
    void valuesThatDoNotExistInTheTypeAreRefused() {
        assertThatThrownBy(() -> Specs.parameter("t", ElementType.I32, 0, "normal 1", 2))
                .hasMessageContaining("'t'")
                .hasMessageContaining("normal 1")
                .hasMessageContaining("i32");
        assertThatThrownBy(() -> Specs.parameter("t", ElementType.I32, 0, "constant 0.5", 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Specs.parameter("t", ElementType.BOOL, 0, "constant 2", 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Specs.parameter("t", ElementType.I64, 0, "constant 1e19", 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] floats(String text, int count, long seed, int stream) {
        var values = new float[count];
        Initializer.parse(text).fill(values, 0, count, seed, stream);
        return values;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }
}
