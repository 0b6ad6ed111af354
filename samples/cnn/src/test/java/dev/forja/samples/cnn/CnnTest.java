package dev.forja.samples.cnn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.runtime.train.Trainer;
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

class CnnTest {
    @Test
    void theSampleReadsDigitsThatItNeverSaw(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var matrix = Main.run(new SampleRun("cnn", true, folder), out);
        assertThat(matrix.accuracy()).isGreaterThanOrEqualTo(0.97);
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("cnn.safetensors")).isNotEmptyFile();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .startsWith("metric cnn.test_accuracy 0.9");
    }

    @Test
    void everyLaneCountAndThreadCountLearnsTheSameBits() throws IOException {
        var training = HandwrittenDigits.read().dataset();
        var digests = new HashSet<String>();
        for (int lanes : new int[] {1, 4, 8, 16}) {
            for (int threads = 1; threads <= 2; threads++) {
                var model = new DigitsCnn(7, lanes);
                var result =
                        Trainer.builder(model.lossTraining(), model.parameters())
                                .dataset(training)
                                .threads(threads)
                                .steps(10)
                                .learningRate(1e-3f)
                                .seed(7)
                                .build()
                                .run();
                digests.add(result.parameters().digest());
            }
        }
        assertThat(digests).hasSize(1);
    }
}
