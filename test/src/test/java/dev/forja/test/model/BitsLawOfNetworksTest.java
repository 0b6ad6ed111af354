package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.runtime.Team;
import dev.forja.runtime.train.Dataset;
import dev.forja.runtime.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bits law over short training runs of a convolutional network, a recurrent one and a
 * transformer: lanes 1, 4, 8 and 16, on one thread and on two that share every kernel that can be
 * cut, however small.
 */
class BitsLawOfNetworksTest {
    private static final int[] LANES = {1, 4, 8, 16};
    private static final int ROWS = 24;

    /** Divides neither the rows nor the lanes. */
    private static final int BATCH = 7;

    private static final int STEPS = 12;
    private static final float RATE = 1e-2f;
    private static final long SEED = 7;

    /** A model, the rows that it learns, and its symbols beside the batch. */
    enum Network {
        CNN(
                Sources.sample("cnn", "cnn/DigitsCnn"),
                Dataset.of(ROWS).floats("pixels", floats(64)).ints("label", ints(1, 10)).build(),
                Map.of()),
        LSTM(
                Sources.sample("lstm-series", "lstmseries/Forecast"),
                Dataset.of(ROWS).floats("days", floats(5 * 6)).floats("next", floats(1)).build(),
                Map.of("t", 5)),
        TRANSFORMER(
                Sources.own("SmallTransformer"),
                Dataset.of(ROWS).ints("text", ints(7, 11)).ints("next", ints(7, 11)).build(),
                Map.of());

        private final Path source;
        private final Dataset rows;
        private final Map<String, Integer> symbols;

        Network(Path source, Dataset rows, Map<String, Integer> symbols) {
            this.source = source;
            this.rows = rows;
            this.symbols = symbols;
        }

        private static float[] floats(int width) {
            var random = new Random(width);
            var values = new float[ROWS * width];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat() - 0.5f;
            }
            return values;
        }

        private static int[] ints(int width, int bound) {
            return new Random(width).ints((long) ROWS * width, 0, bound).toArray();
        }
    }

    /** The digest of the parameters after some steps. */
    private static String train(
            SourceModel source, Network network, int lanes, Team team, int steps)
            throws IOException {
        var model = source.make(SEED, lanes);
        var run =
                Trainer.builder(SourceModel.training(model, "loss"), model.parameters())
                        .dataset(network.rows)
                        .batchSize(BATCH)
                        .steps(steps)
                        .learningRate(RATE)
                        .seed(SEED)
                        .team(team);
        network.symbols.forEach(run::symbol);
        return run.build().run().parameters().digest();
    }

    @ParameterizedTest
    @EnumSource
    void everyLaneCountAndThreadCountLearnsTheSame(Network network) throws IOException {
        var source = SourceModel.of(network.source);
        try (var one = Team.of(1, 0);
                var two = Team.of(2, 0)) {
            String expected = train(source, network, 1, one, STEPS);
            for (int lanes : LANES) {
                for (var team : new Team[] {one, two}) {
                    assertThat(train(source, network, lanes, team, STEPS))
                            .as("%d lanes, %d threads", lanes, team.threads())
                            .isEqualTo(expected);
                }
            }
            // Otherwise the comparison would say nothing: each step changes what is compared.
            assertThat(train(source, network, 1, one, STEPS - 1)).isNotEqualTo(expected);
        }
    }
}
