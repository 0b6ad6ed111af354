package dev.forja.compiler.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    @Test
    void percentilesAreThoseOfTheSortedValues() {
        var random = new Random(7);
        long[] values = random.longs(10_001, 0, 40).map(bits -> (long) Math.pow(2, bits)).toArray();
        var histogram = new LatencyHistogram();
        Arrays.stream(values).forEach(histogram::record);
        Arrays.sort(values);
        for (double share : new double[] {0.01, 0.5, 0.99, 1}) {
            long exact = values[(int) Math.ceil(share * values.length) - 1];
            assertThat(histogram.percentile(share))
                    .isCloseTo(exact, Percentage.withPercentage(1.6));
        }
    }

    @Test
    void smallDurationsAreExact() {
        var histogram = new LatencyHistogram();
        for (int i = 0; i < 64; i++) {
            histogram.record(i);
        }
        assertThat(histogram.percentile(0.5)).isEqualTo(31);
        assertThat(histogram.percentile(1)).isEqualTo(63);
    }

    @Test
    void histogramsAdd() {
        var one = new LatencyHistogram();
        var two = new LatencyHistogram();
        one.record(5);
        two.record(50);
        one.add(two);
        assertThat(one.total()).isEqualTo(2);
        assertThat(one.percentile(1)).isEqualTo(50);
    }
}
