package dev.forja.samples.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.runtime.train.TrainingState;
import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuronTest {
    @Test
    void bothNeuronsRankTumoursThatTheyNeverSaw(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Main.run(new SampleRun("neuron", true, folder), out);
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("roc.png")).isNotEmptyFile();
        var areas =
                bytes.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("metric") && line.contains("_test_auc"))
                        .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                        .toList();
        assertThat(areas).hasSize(2).allSatisfy(area -> assertThat(area).isBetween(0.99, 1.0));
    }

    @Test
    void oneStepIsTheOneOfTheTextbook() {
        var x = new float[60];
        x[0] = 1;
        x[31] = 2;
        float[] y = {1, 0};
        Stream.of(Neuron.sigmoid(), Neuron.tanh())
                .forEach(neuron -> {
                    var state =
                            new TrainingState(
                                    neuron.model().parameters(), neuron.step().slotCount(), 0);
                    float loss =
                            neuron.step()
                                    .step(
                                            new Object[] {x, y},
                                            new int[] {2},
                                            1,
                                            state,
                                            neuron.model().workspace());
                    // w = b = 0. σ = 1/2: the loss is ln 2 and ∂/∂wⱼ = mean (σ - y) xⱼ.
                    // tanh = 0 against ±1: the loss is 1 and ∂/∂wⱼ = mean -2 (±1) xⱼ.
                    boolean sigmoid = neuron.name().equals("sigmoid");
                    assertThat(loss).isEqualTo(sigmoid ? 0.6931472f : 1, within(1e-6f));
                    float slope = sigmoid ? 0.25f : 1;
                    float[] w = state.snapshot().floats("w");
                    assertThat(w[0]).isEqualTo(slope, within(1e-6f));
                    assertThat(w[1]).isEqualTo(-2 * slope, within(1e-6f));
                    assertThat(w[2]).isZero();
                });
    }

    @Test
    void theFeaturesAreScaledByTheRowsThatTrain() throws IOException {
        var tumours = Tumours.read();
        assertThat(tumours.training().rows()).isEqualTo(455);
        assertThat(tumours.test().rows()).isEqualTo(114);
        double sum = 0;
        double squares = 0;
        float[] x = tumours.training().floats("x");
        for (int i = 7; i < x.length; i += Tumours.FEATURES) {
            sum += x[i];
            squares += x[i] * x[i];
        }
        assertThat(sum / 455).isEqualTo(0, within(1e-5));
        assertThat(squares / 455).isEqualTo(1, within(1e-5));
    }
}
