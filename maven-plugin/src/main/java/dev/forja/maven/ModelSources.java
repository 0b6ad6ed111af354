package dev.forja.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The model sources and ONNX models of one execution. */
final class ModelSources {
    private ModelSources() {}

    /**
     * All {@code .java} and {@code .onnx} files below the root, in an order that every machine
     * agrees on; none when there is no root.
     */
    static List<Path> in(Path root) throws IOException {
        return files(root).stream()
                .filter(file -> file.toString().endsWith(".java") || isOnnx(file))
                .toList();
    }

    /** All that the outcome depends on: ONNX models may have data in any file beside them. */
    static List<Path> inputs(Path root) throws IOException {
        List<Path> sources = in(root);
        return sources.stream().anyMatch(ModelSources::isOnnx) ? files(root) : sources;
    }

    private static boolean isOnnx(Path file) {
        return file.toString().endsWith(".onnx");
    }

    private static List<Path> files(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
