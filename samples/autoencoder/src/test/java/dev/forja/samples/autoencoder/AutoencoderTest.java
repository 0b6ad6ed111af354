package dev.forja.samples.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoencoderTest {
    @Test
    void theNetworkKeepsMoreThanPrincipalComponents(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var errors = Main.run(new SampleRun("autoencoder", true, folder), out);
        assertThat(errors.network()).isLessThan(0.8 * errors.components());
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("digits.png")).isNotEmptyFile();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .startsWith("metric autoencoder.test_mse ");
    }

    @Test
    void anImageBecomesEightNumbers() {
        var model = new Autoencoder();
        float[] code = model.encode(new float[3 * 64], 3);
        assertThat(code).hasSize(3 * Main.CODE);
        for (float pixel : model.decode(code, 3)) {
            assertThat(pixel).isBetween(0f, 1f);
        }
    }

    @Test
    void allComponentsKeepEverythingAndNoneTheMean() {
        var random = new Random(1);
        var rows = new float[20 * 3];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextFloat() * (1 + i % 3);
        }
        assertThat(Components.of(rows, 3, 3).reconstruct(rows))
                .containsExactly(rows, within(1e-5f));
        float[] mean = Components.of(rows, 3, 0).reconstruct(rows);
        assertThat(mean[0]).isEqualTo(mean[57]).isBetween(0.2f, 0.8f);
    }
}
