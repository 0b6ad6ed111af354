package dev.forja.samples.semanticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SemanticSearchTest {
    @Test
    void queriesFindTheirTopicAndSimilaritiesAreThoseOfTheReference(@TempDir Path folder) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        double right = Main.run(new SampleRun("semantic-search", true, folder), out);
        assertThat(right).isGreaterThanOrEqualTo(0.8);
        String last = bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast();
        assertThat(last).startsWith("metric semantic-search.similarity_error ");
        assertThat(Double.parseDouble(last.substring(last.lastIndexOf(' ') + 1))).isLessThan(1e-5);
    }

    @Test
    void aSentenceIsMostLikeItself() {
        var embedder = new Embedder(new MiniLm(), new WordPiece(Vocabulary.ofModel()));
        float[] one = embedder.embed("The cat slept on the warm windowsill.");
        assertThat(Embedder.similarity(one, one)).isBetween(1 - 1e-6, 1 + 1e-6);
        assertThat(Embedder.similarity(one, embedder.embed("A kitten is napping in the sun.")))
                .isGreaterThan(
                        Embedder.similarity(one, embedder.embed("Interest rates were raised.")));
    }
}
