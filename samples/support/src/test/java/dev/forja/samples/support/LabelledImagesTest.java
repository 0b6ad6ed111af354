package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledImagesTest {
    private static void idx(Path file, byte[] values, int... sizes) throws IOException {
        try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(0x800 + sizes.length);
            for (int size : sizes) {
                out.writeInt(size);
            }
            out.write(values);
        }
    }

    @Test
    void fashionMnistIsFoundWhereTheRunSays(@TempDir Path folder) throws IOException {
        Path inner = Files.createDirectories(folder.resolve("fashion-mnist"));
        for (var part : new String[] {"train", "t10k"}) {
            var pixels = new byte[2 * 28 * 28];
            pixels[0] = (byte) 255;
            idx(inner.resolve(part + "-images-idx3-ubyte.gz"), pixels, 2, 28, 28);
            idx(inner.resolve(part + "-labels-idx1-ubyte.gz"), new byte[] {9, 3}, 2);
        }
        var run = new SampleRun("x", false, folder, Optional.of(folder));
        var images = FashionMnist.find(run).orElseThrow();
        assertThat(images.test().labels()).containsExactly(9, 3);
        assertThat(images.training().pixels()).startsWith(1, 0).hasSize(2 * 28 * 28);
    }

    @Test
    void aDamagedFileIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("images.gz");
        idx(file, new byte[3], 4);
        assertThatThrownBy(() -> IdxFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("images.gz ends too early");
    }

    @Test
    void handwrittenDigitsHaveEveryClass() throws IOException {
        var digits = HandwrittenDigits.read();
        assertThat(digits.count()).isEqualTo(1797);
        assertThat(digits.labels()).contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        var again = LabelledImages.of(HandwrittenDigits.SIDE, digits.dataset());
        assertThat(again.pixels()).isEqualTo(digits.pixels());
        assertThat(digits.slice(5, 7).pixels()).hasSize(128);
    }

    @Test
    void gridsAreDrawnInkOnPaper(@TempDir Path folder) throws IOException {
        Path png = folder.resolve("grid.png");
        new ImageGrid(2).row(new float[] {1, 0, 0, 0, 0, 0, 0, 2}).row(new float[4]).write(png);
        var image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(2 * 24 + 8);
        assertThat(image.getHeight()).isEqualTo(2 * 24 + 8);
        assertThat(image.getRGB(8, 8)).isEqualTo(0xff000000);
        assertThat(image.getRGB(24, 8)).isEqualTo(0xffffffff);
        assertThat(image.getRGB(8 + 24 + 15, 23)).isEqualTo(0xff000000);
    }
}
