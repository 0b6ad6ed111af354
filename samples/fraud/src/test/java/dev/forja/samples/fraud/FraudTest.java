package dev.forja.samples.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FraudTest {
    @Test
    void theNetworkFindsWhatRegressionMisses(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Main.run(new SampleRun("fraud", true, folder), out);
        Map<String, Double> metrics =
                bytes.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("metric fraud."))
                        .map(line -> line.split(" "))
                        .collect(
                                Collectors.toMap(
                                        w -> w[1].substring(6), w -> Double.valueOf(w[2])));
        double network = metrics.get("network_test_auc");
        assertThat(network).isGreaterThan(0.96);
        assertThat(network).isGreaterThan(metrics.get("regression_test_auc") + 0.02);
        assertThat(network).isLessThan(metrics.get("best_possible_test_auc") + 0.002);
        assertThat(metrics.get("network_test_precision_at_recall_0.8"))
                .isGreaterThan(2 * metrics.get("regression_test_precision_at_recall_0.8"));
        // The loss weighs all payments the same, so that scores are probabilities.
        assertThat(metrics.get("network_mean_score"))
                .isEqualTo(metrics.get("test_fraud_share"), within(0.004));
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("precision-recall.png")).isNotEmptyFile();
        assertThat(folder.resolve("fraud.safetensors")).isNotEmptyFile();
    }

    @Test
    void paymentsFollowFromTheSeed() {
        var first = Payments.make(new PaymentMaker(5), 20_000);
        var again = Payments.make(new PaymentMaker(5), 20_000);
        assertThat(first.features()).isEqualTo(again.features());
        assertThat(first.fraud()).isEqualTo(again.fraud());
        assertThat((double) first.frauds() / first.count()).isBetween(0.008, 0.016);
        assertThat(Payments.make(new PaymentMaker(6), 20_000).features())
                .isNotEqualTo(first.features());
    }

    @Test
    void eachPatternNeedsSeveralThingsAtOnce() {
        var harmless = payment(Category.GIFT_CARDS, 30, 14, 30, 500, 5, true, false);
        assertThat(harmless.risk()).isLessThan(0.01);
        assertThat(payment(Category.GIFT_CARDS, 300, 14, 30, 500, 5, true, false).risk())
                .isLessThan(0.01);
        assertThat(payment(Category.GIFT_CARDS, 30, 2, 30, 500, 5, true, false).risk())
                .isLessThan(0.01);
        assertThat(payment(Category.GIFT_CARDS, 300, 2, 30, 500, 5, true, false).risk())
                .isGreaterThan(0.8);
        assertThat(payment(Category.GIFT_CARDS, 300, 14, 1, 500, 5, true, false).risk())
                .isGreaterThan(0.7);
        assertThat(payment(Category.FUEL, 30, 14, 30, 900, 5000, false, true).risk())
                .isLessThan(0.01);
        assertThat(payment(Category.FUEL, 30, 14, 30, 60, 5000, false, true).risk())
                .isGreaterThan(0.7);
    }

    private static Payment payment(
            Category category,
            double amount,
            double hour,
            double months,
            double minutes,
            double kilometres,
            boolean online,
            boolean abroad) {
        return new Payment(
                category, amount, 20, hour, 0, minutes, kilometres, months, online, abroad);
    }
}
