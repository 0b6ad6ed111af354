package dev.forja.samples.softmaxregression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.forja.samples.support.HandwrittenDigits;
import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftmaxRegressionTest {
    @Test
    void theSampleReadsDigitsThatItNeverSaw(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var matrix = Main.run(new SampleRun("softmax-regression", true, folder), out);
        assertThat(matrix.accuracy()).isGreaterThanOrEqualTo(0.93);
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .startsWith("metric softmax-regression.test_accuracy 0.9");
    }

    @Test
    void whatIsFetchedBelongsTogether() throws IOException {
        var digits = HandwrittenDigits.read();
        var graph = Graph.digits();
        var batch = new Batch(digits, 5);
        batch.next();
        float[] before = graph.model().parameters().floats("w");
        var session = new Session(graph);
        var fetched = session.run(batch);
        double crossEntropy = 0;
        for (int row = 0; row < 5; row++) {
            crossEntropy -= Math.log(fetched.predictions()[row * 10 + batch.classes[row]]) / 5;
        }
        assertThat((double) fetched.loss()).isEqualTo(crossEntropy, within(1e-5));
        // ∂loss/∂w = xᵀ (predictions - labels) / n, and w moves by 0.5 of it.
        double slope = 0;
        for (int row = 0; row < 5; row++) {
            int first = row * 10 + 3;
            float error = fetched.predictions()[first] - batch.labels[first];
            slope += (double) batch.x[row * 64 + 20] * error / 5;
        }
        assertThat(slope).isNotZero();
        double moved = before[20 * 10 + 3] - session.variables().floats("w")[20 * 10 + 3];
        assertThat(moved).isEqualTo(0.5 * slope, within(1e-6));
    }

    @Test
    void anEpochFeedsEveryPictureOnce() throws IOException {
        var digits = HandwrittenDigits.read().slice(0, 12);
        var batch = new Batch(digits, 4);
        var seen = new HashSet<Float>();
        for (int i = 0; i < 3; i++) {
            batch.next();
            for (int row = 0; row < 4; row++) {
                float sum = 0;
                for (int k = 0; k < 64; k++) {
                    sum += batch.x[row * 64 + k] * (k + 1);
                }
                seen.add(sum);
                assertThat(batch.labels[row * 10 + batch.classes[row]]).isEqualTo(1);
            }
        }
        assertThat(seen).hasSize(12);
    }

    @Test
    void aBatchLargerThanTheDataIsRefused() throws IOException {
        var digits = HandwrittenDigits.read().slice(0, 12);
        assertThatThrownBy(() -> new Batch(digits, 13))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch of 13 pictures of only 12");
    }
}
