package dev.forja.samples.textgeneration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.samples.support.CharacterSampler;
import dev.forja.samples.support.SampleRun;
import dev.forja.samples.support.TinyShakespeare;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextGenerationTest {
    /** What the frequencies of the characters alone would give. */
    private static final double UNIGRAM_NATS = 3.3;

    @Test
    void itForetellsTextThatItNeverSaw(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        double nats = Main.run(new SampleRun("text-generation", true, folder), out);
        assertThat(nats).isLessThan(0.85 * UNIGRAM_NATS);
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("text-generation.safetensors")).isNotEmptyFile();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\nROMEO:\n");
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .startsWith("metric text-generation.test_nats ");
    }

    @Test
    void aStepFromAStateIsTheSameAsAllStepsAtOnce() throws IOException {
        var text = TinyShakespeare.read();
        var model = new CharacterLstm();
        int length = 6;
        int[] codes = text.slice(0, length + 1).codes();
        var state = new float[2 * 256];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            state = model.read(new int[] {codes[i]}, state, 1);
            float[] logits = model.foretell(state, 1);
            double all = 0;
            for (float logit : logits) {
                all += Math.exp(logit);
            }
            sum += Math.log(all) - logits[codes[i + 1]];
        }
        int[] read = text.slice(0, length).codes();
        int[] next = text.slice(1, length + 1).codes();
        assertThat((double) model.loss(read, next, 1, length, model.workspace()))
                .isCloseTo(sum / length, within(1e-5));
    }

    @Test
    void equalSeedsWriteEqualTexts() throws IOException {
        var text = TinyShakespeare.read();
        var model = new CharacterLstm();
        var first = new Writer(model, text, new CharacterSampler(1, 5)).write("To be", 40);
        var again = new Writer(model, text, new CharacterSampler(1, 5)).write("To be", 40);
        var other = new Writer(model, text, new CharacterSampler(1, 6)).write("To be", 40);
        assertThat(first).startsWith("To be").hasSize(45).isEqualTo(again).isNotEqualTo(other);
    }
}
