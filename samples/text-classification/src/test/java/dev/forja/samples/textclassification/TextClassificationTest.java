package dev.forja.samples.textclassification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextClassificationTest {
    @Test
    void theFilterKnowsSpamThatItNeverSaw(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        double accuracy = Main.run(new SampleRun("text-classification", true, folder), out);
        // A filter that lets everything pass is right in 0.76 of all cases.
        assertThat(accuracy).isGreaterThanOrEqualTo(0.965);
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("roc.png")).isNotEmptyFile();
        assertThat(folder.resolve("spam-filter.safetensors")).isNotEmptyFile();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .startsWith("metric text-classification.test_accuracy 0.9");
    }

    @Test
    void noMailIsInTwoParts() throws IOException {
        var mails = Mails.readAll();
        assertThat(mails).doesNotHaveDuplicates();
        var parts = Mails.read();
        assertThat(parts.training().rows() + parts.validation().rows() + parts.test().rows())
                .isEqualTo(mails.size());
    }

    @Test
    void wordsAndPairsBecomeNumbers() {
        assertThat(Tokens.words("Win $0000 NOW!")).containsExactly("win", "$", "0000", "now", "!");
        int[] one = numbers("free money");
        int[] other = numbers("FREE money, free");
        assertThat(one[0]).isBetween(1, Tokens.ROWS - 1).isEqualTo(other[0]).isEqualTo(other[4]);
        assertThat(one[1]).isEqualTo(Tokens.NOTHING);
        assertThat(one[2]).isEqualTo(other[2]).isNotEqualTo(one[0]);
        assertThat(one[3]).isEqualTo(other[3]).isNotEqualTo(other[5]);
        assertThat(IntStream.of(one).filter(n -> n != Tokens.NOTHING).count()).isEqualTo(3);
        assertThat(numbers("a ".repeat(1000))).doesNotContain(-1);
    }

    @Test
    void whatIsBehindTheLastTokenCountsForNothing() {
        var filter = new SpamFilter();
        int[] padded = numbers("free money");
        float[] whole = filter.score(padded, 1, padded.length);
        assertThat(filter.score(Arrays.copyOf(padded, 4), 1, 4)).isEqualTo(whole);
        assertThat(filter.score(numbers(""), 1, Tokens.LENGTH)[0]).isBetween(0f, 1f);
    }

    private static int[] numbers(String text) {
        var numbers = new int[Tokens.LENGTH];
        Tokens.copyTo(text, numbers, 0);
        return numbers;
    }
}
