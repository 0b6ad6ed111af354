package dev.forja.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.runtime.train.Trainer;
import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest {
    @Test
    void theTestRowsAreAFifthAndHaveEveryDigit() throws IOException {
        var images = DigitImages.read();
        int rows = images.training().rows() + images.validation().rows() + images.test().rows();
        assertThat(rows).isEqualTo(1797);
        assertThat(images.test().rows()).isEqualTo(359);
        assertThat(Arrays.stream(images.test().ints("label")).distinct().count()).isEqualTo(10);
        float[] pixels = images.training().floats("pixels");
        for (float pixel : pixels) {
            assertThat(pixel).isBetween(0f, 1f);
        }
    }

    @Test
    void noTestImageIsTrainedOn() throws IOException {
        var images = DigitImages.read();
        var seen = new HashSet<String>();
        for (var part :
                new float[][] {
                    images.training().floats("pixels"), images.validation().floats("pixels")
                }) {
            for (int from = 0; from < part.length; from += DigitImages.PIXELS) {
                seen.add(
                        Arrays.toString(Arrays.copyOfRange(part, from, from + DigitImages.PIXELS)));
            }
        }
        float[] test = images.test().floats("pixels");
        for (int from = 0; from < test.length; from += DigitImages.PIXELS) {
            var image = Arrays.copyOfRange(test, from, from + DigitImages.PIXELS);
            assertThat(seen).doesNotContain(Arrays.toString(image));
        }
    }

    @Test
    void theSampleReadsDigitsThatItNeverSaw(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var test = Main.run(new SampleRun("digits", false, folder), out);
        assertThat(test.matrix().accuracy()).isGreaterThanOrEqualTo(0.97);
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text.lines().toList().getLast()).startsWith("metric digits.test_accuracy 0.9");
        assertThat(text).contains("actual \\ predicted").contains(" taken for ");

        var model = new Digits();
        model.load(folder.resolve("digits.safetensors"));
        var again = Evaluation.of(model, DigitImages.read().test());
        assertThat(again.matrix().text()).isEqualTo(test.matrix().text());
    }

    @Test
    void everyLaneCountLearnsTheSameBits() throws IOException {
        var images = DigitImages.read();
        var digests = new HashSet<String>();
        for (int lanes : new int[] {1, 4, 8, 16}) {
            var model = new Digits(7, lanes);
            var result =
                    Trainer.builder(model.lossTraining(), model.parameters())
                            .dataset(images.training())
                            .steps(100)
                            .learningRate(0.3f)
                            .seed(7)
                            .build()
                            .run();
            digests.add(result.parameters().digest());
        }
        assertThat(digests).hasSize(1);
    }

    @Test
    void probabilitiesSumToOne() throws IOException {
        var images = DigitImages.read().validation();
        float[] probability = new Digits(3).classify(images.floats("pixels"), images.rows());
        for (int row = 0; row < images.rows(); row++) {
            float sum = 0;
            for (int digit = 0; digit < DigitImages.CLASSES; digit++) {
                sum += probability[row * DigitImages.CLASSES + digit];
            }
            assertThat(sum).isEqualTo(1, within(1e-5f));
        }
    }

    @Test
    void drawingsStandSideBySide() {
        var ink = new float[DigitImages.PIXELS];
        ink[0] = 1;
        var mistake = new Evaluation.Mistake(ink, 3, 8);
        var lines = Drawing.text(List.of(mistake, mistake)).lines().toList();
        assertThat(lines).hasSize(1 + DigitImages.SIDE);
        assertThat(lines.getFirst()).startsWith("3 taken for 8       3 taken for 8");
        assertThat(lines.get(1)).startsWith("@@                  @@  ");
        assertThat(lines.get(2)).isBlank();
    }
}
