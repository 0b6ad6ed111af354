package dev.forja.test.model;

import dev.forja.runtime.train.Dataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The images of the sample {@code digits}: 64 pixels and a label a line. */
final class DigitsData {
    static final int PIXELS = 64;
    static final int CLASSES = 10;
    private static final float INK = 16;

    private DigitsData() {}

    static Dataset read(Path file) throws IOException {
        var lines = lines(file);
        var pixels = new float[lines.length * PIXELS];
        var label = new int[lines.length];
        for (int row = 0; row < lines.length; row++) {
            var numbers = lines[row].split(",");
            for (int i = 0; i < PIXELS; i++) {
                pixels[row * PIXELS + i] = Float.parseFloat(numbers[i]) / INK;
            }
            label[row] = Integer.parseInt(numbers[PIXELS]);
        }
        return Dataset.of(label.length).floats("pixels", pixels).ints("label", label).build();
    }

    private static String[] lines(Path file) throws IOException {
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            return reader.lines().toArray(String[]::new);
        }
    }
}
