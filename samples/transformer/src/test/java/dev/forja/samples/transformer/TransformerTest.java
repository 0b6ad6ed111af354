package dev.forja.samples.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.samples.support.SampleRun;
import dev.forja.samples.support.TinyShakespeare;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerTest {
    /** What the frequencies of the characters alone would give. */
    private static final double UNIGRAM_NATS = 3.3;

    @Test
    void itForetellsTextThatItNeverSaw(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        double nats = Main.run(new SampleRun("transformer", true, folder), out);
        assertThat(nats).isLessThan(0.85 * UNIGRAM_NATS);
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("transformer.safetensors")).isNotEmptyFile();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\nROMEO:\n");
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .startsWith("metric transformer.test_nats ");
    }

    @Test
    void noPositionSeesALaterOne() throws IOException {
        var model = new Decoder();
        int[] text = TinyShakespeare.read().slice(0, 128).codes();
        float[] logits = model.foretell(text, 1);
        int[] other = text.clone();
        Arrays.fill(other, 70, 128, 0);
        float[] changed = model.foretell(other, 1);
        int until = 70 * 65;
        assertThat(Arrays.copyOf(changed, until)).isEqualTo(Arrays.copyOf(logits, until));
        assertThat(changed[until]).isNotEqualTo(logits[until]);
    }

    @Test
    void everyCharacterIsForetoldOnce() throws IOException {
        var model = new Decoder();
        var text = TinyShakespeare.read().slice(0, 129);
        int[] next = Arrays.copyOfRange(text.codes(), 1, 129);
        float mean = model.loss(text.slice(0, 128).codes(), next, 1, model.workspace());
        assertThat(Evaluation.nats(model, text)).isCloseTo(mean, within(1e-5));
        // A model that knows nothing gives every length of text about the same figure.
        var longer = TinyShakespeare.read().slice(0, 300);
        assertThat(Evaluation.nats(model, longer)).isCloseTo(mean, within(0.3));
    }
}
