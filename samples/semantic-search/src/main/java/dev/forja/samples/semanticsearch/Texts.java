package dev.forja.samples.semanticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text and what it is about.
 *
 * @param topic a word
 */
record Texts(String topic, String text) {
    /** The lines of a resource: topic, tab, text. */
    static List<Texts> read(String resource) {
        return lines(resource)
                .map(line -> line.split("\t", 2))
                .map(cells -> new Texts(cells[0], cells[1]))
                .toList();
    }

    /** The lines of a resource. */
    static Stream<String> lines(String resource) {
        try (var in = Texts.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
