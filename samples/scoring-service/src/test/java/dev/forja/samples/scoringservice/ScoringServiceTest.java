package dev.forja.samples.scoringservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.samples.fraud.Payment;
import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringServiceTest {
    private static final String PAYMENT =
            """
            {"category": "FUEL", "amount": 30, "usual": 20, "hour": 14, "lastHour": 0, "minutes": 500,
             "kilometres": 3, "months": 30, "online": false, "abroad": false}\
            """;

    private static ForjaScorer scorer;
    private static ScoringServer server;

    @BeforeAll
    static void start() throws Exception {
        scorer = ForjaScorer.trained();
        server = ScoringServer.start(scorer, 0);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static Client.Answer post(String path, String body) throws IOException {
        try (var client = new Client(server.port())) {
            return client.send(Client.post(path, body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void theSampleMeasuresWithoutAFailure(@TempDir Path folder) throws Exception {
        var bytes = new ByteArrayOutputStream();
        Main.run(
                new SampleRun("scoring-service", true, folder),
                new PrintStream(bytes, true, StandardCharsets.UTF_8));
        var lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines)
                .contains("metric scoring-service.failures 0")
                .contains("metric scoring-service.swapping_failures 0")
                .anyMatch(line -> line.startsWith("metric scoring-service.p99.9_ms "));
        assertThat(folder.resolve("latency.png")).isNotEmptyFile();
    }

    @Test
    void scoresAreThoseOfTheModel() throws IOException {
        var payments = Traffic.payments(3, Requests.MOST_PAYMENTS);
        var features = new float[payments.size() * Payment.FEATURES];
        for (int i = 0; i < payments.size(); i++) {
            payments.get(i).copyFeatures(features, i * Payment.FEATURES);
        }
        float[] scores = scorer.score(features, payments.size());
        assertThat(scores).hasSize(payments.size()).doesNotContain(0);
        var body = new String(Requests.body(payments), StandardCharsets.UTF_8);
        assertThat(post("/score", body))
                .isEqualTo(
                        new Client.Answer(
                                200, new String(Requests.scores(scores), StandardCharsets.UTF_8)));
    }

    @Test
    void aFraudScoresAboveAnHonestPayment() throws Exception {
        var honest = Requests.payments(("[" + PAYMENT + "]").getBytes(StandardCharsets.UTF_8));
        var stolen =
                PAYMENT.replace("FUEL", "GIFT_CARDS")
                        .replace("30, \"usual\"", "300, \"usual\"")
                        .replace("\"hour\": 14", "\"hour\": 2");
        var fraud = Requests.payments(("[" + stolen + "]").getBytes(StandardCharsets.UTF_8));
        assertThat(score(fraud)).isGreaterThan(0.4f);
        assertThat(score(honest)).isLessThan(0.05f);
    }

    private static float score(List<Payment> one) {
        var features = new float[Payment.FEATURES];
        one.getFirst().copyFeatures(features, 0);
        return scorer.score(features, 1)[0];
    }

    /** Each line: what to replace in a good request, by what, and what the answer says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "}|| no JSON",
                "\"FUEL\"|\"BOATS\"| BOATS",
                "\"amount\": 30,|| amount",
                "\"hour\": 14|\"hour\": 25| hour: expected a number from 0 to 24",
                "\"hour\": 14|\"hour\": 14, \"more\": 1| more",
                "\"amount\": 30|\"amount\": NaN| NaN",
                "\"amount\": 30|\"amount\": \"NaN\"| amount: expected a number above 0, found NaN",
                "\"amount\": 30|\"amount\": -1| amount: expected a number above 0, found -1.0",
                "\"amount\": 30|\"amount\": null| null",
                "\"months\": 30|\"months\": \"Infinity\"| found Infinity",
                "\"lastHour\": 0|\"lastHour\": -2| lastHour: expected a number from 0",
            })
    void aWrongRequestIsRefusedWithItsReason(String part, String other, String reason)
            throws IOException {
        var body = "[" + PAYMENT.replace(part, other == null ? "" : other) + "]";
        var answer = post("/score", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":").contains(reason);
    }

    @Test
    void otherWrongRequestsAreRefusedToo() throws IOException {
        assertThat(post("/score", "").status()).isEqualTo(400);
        assertThat(post("/score", "null").body()).contains("found null");
        assertThat(post("/score", "[]").body()).contains("1 to 64").contains("found 0");
        assertThat(post("/score", "[null]").body()).contains("payment 0");
        assertThat(post("/score", "[" + PAYMENT + "] []").status()).isEqualTo(400);
        assertThat(post("/scores", "[" + PAYMENT + "]").status()).isEqualTo(404);
        var many = "[" + PAYMENT + ("," + PAYMENT).repeat(64) + "]";
        assertThat(post("/score", many).body()).contains("found 65");
        var large = post("/score", " ".repeat(ScoreHandler.MOST_BYTES + 1));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body()).contains(Integer.toString(ScoreHandler.MOST_BYTES));
    }

    @Test
    void swappingParametersLosesAndMixesNothing() throws Exception {
        var one = scorer.parameters();
        var other = ForjaScorer.shifted(one, 2);
        var body = "[" + PAYMENT + "]";
        var before = post("/score", body);
        scorer.parameters(other);
        var after = post("/score", body);
        scorer.parameters(one);
        assertThat(after).isNotEqualTo(before);
        var request = Client.post("/score", body.getBytes(StandardCharsets.UTF_8));
        var right = Set.of(before, after);
        var test = new LoadTest(server.port(), List.of(request), right::contains);
        var still = test.run(2, Duration.ofSeconds(1));
        Load load;
        int swaps;
        try (var swapping = new Swapping(scorer, one, other)) {
            load = test.run(2, Duration.ofSeconds(1));
            swaps = swapping.swaps();
        }
        assertThat(swaps).isGreaterThan(10);
        assertThat(load.failures()).isZero();
        assertThat(load.nanos().length).isGreaterThan(100);
        // A request that waited for a swap would wait for all that come after it.
        assertThat(load.milliseconds(0.99)).isLessThan(20 * still.milliseconds(0.99) + 20);
        assertThat(post("/score", body)).isEqualTo(before);
    }
}
