package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class ChanceTest {
    private static final int COUNT = 100_000;

    @Test
    void theDistributionsHaveTheirMeanAndVariance() {
        var chance = new Chance(1);
        check(chance::normal, 0, 1);
        check(() -> chance.exponential(3), 3, 9);
        check(() -> chance.uniform(-1, 3), 1, 16 / 12.0);
        check(() -> chance.happens(0.1) ? 1 : 0, 0.1, 0.09);
        check(() -> chance.below(4), 1.5, 15 / 12.0);
    }

    @Test
    void aSeedGivesTheSameNumbers() {
        var first = new Chance(9);
        var second = new Chance(9);
        assertThat(first.normal()).isEqualTo(second.normal());
        assertThat(first.normal()).isNotEqualTo(second.uniform(0, 1));
    }

    private static void check(DoubleSupplier numbers, double mean, double variance) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < COUNT; i++) {
            double number = numbers.getAsDouble();
            sum += number;
            squares += number * number;
        }
        double found = sum / COUNT;
        double deviation = Math.sqrt(variance);
        assertThat(found).isEqualTo(mean, within(0.02 * deviation));
        assertThat(squares / COUNT - found * found).isEqualTo(variance, within(0.05 * variance));
    }
}
