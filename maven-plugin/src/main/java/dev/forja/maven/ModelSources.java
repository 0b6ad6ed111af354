package dev.forja.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The model sources of one execution. */
final class ModelSources {
    private ModelSources() {}

    /**
     * All {@code .java} files below the root, in an order that every machine agrees on; none when
     * there is no root.
     */
    static List<Path> in(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
