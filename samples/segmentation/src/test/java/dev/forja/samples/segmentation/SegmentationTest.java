package dev.forja.samples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.samples.support.Chance;
import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentationTest {
    @Test
    void theSampleFindsShapesThatItNeverSaw(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        double iou = Main.run(new SampleRun("segmentation", true, folder), out);
        assertThat(iou).isGreaterThanOrEqualTo(0.7);
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("segments.png")).isNotEmptyFile();
        assertThat(folder.resolve("segmenter.safetensors")).isNotEmptyFile();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .startsWith("metric segmentation.test_mean_iou 0.");
    }

    @Test
    void aShapeCoversItsArea() {
        assertThat(area(1)).isBetween((int) (0.95 * Math.PI * 64), (int) (1.05 * Math.PI * 64));
        assertThat(area(2)).isBetween(190, 210);
        assertThat(area(3)).isBetween(123, 137);
    }

    /** Pixels of a shape of radius 10: 64 π of a circle, 200 of a square, 130 of a triangle. */
    private static int area(int kind) {
        var shape = new Shape(kind, 16, 16, 10, 0.3, 1);
        return (int)
                IntStream.range(0, Scenes.SIDE * Scenes.SIDE)
                        .filter(i -> shape.covers(i % Scenes.SIDE, i / Scenes.SIDE))
                        .count();
    }

    @Test
    void imagesFollowFromTheSeedAndHaveAllKindsOfPixels() {
        var scenes = Scenes.make(new Chance(3), 20);
        assertThat(Scenes.make(new Chance(3), 20).pixels()).isEqualTo(scenes.pixels());
        assertThat(scenes.count()).isEqualTo(20);
        assertThat(scenes.labels()).contains(0, 1, 2, 3).doesNotContain(4);
        assertThat(scenes.slice(5, 7).labels().length).isEqualTo(2 * 32 * 32);
    }
}
