package dev.forja.bench.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A model source.
 *
 * @param path where it would lie below a source folder
 * @param text the source
 */
public record ModelSource(String path, String text) {
    private static final String FOLDER = "dev/forja/bench/models/";

    /** One of the benchmarks' own models. */
    public static ModelSource own(String name) {
        return resource(FOLDER + name + ".java");
    }

    /** A model source on the class path. */
    public static ModelSource resource(String path) {
        try (var stream = ModelSource.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no model source " + path);
            }
            return new ModelSource(path, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + path, e);
        }
    }

    /** The same model with another number in place of one of its sizes. */
    public ModelSource resized(int from, int to) {
        return new ModelSource(path, text.replaceAll("\\b" + from + "\\b", Integer.toString(to)));
    }
}
