package dev.forja.frontend.java;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the sources of classes are found that a model refers to: layers and constants. */
@FunctionalInterface
public interface SourceLookup {
    /** The source of a top-level class. */
    Optional<SourceFile> find(String qualifiedClassName);

    /** Tries this lookup first and then another. */
    default SourceLookup or(SourceLookup other) {
        return name -> find(name).or(() -> other.find(name));
    }

    /** No class has a source. */
    static SourceLookup none() {
        return name -> Optional.empty();
    }

    /** Sources as resources beside their classes, as forja-dsl ships its layers. */
    static SourceLookup classPath(ClassLoader loader) {
        return name -> {
            var path = path(name);
            try (var stream = loader.getResourceAsStream(path)) {
                return stream == null
                        ? Optional.empty()
                        : Optional.of(
                                new SourceFile(
                                        path,
                                        new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException("can't read the source of " + name, e);
            }
        };
    }

    /** Sources in a folder whose subfolders are packages. */
    static SourceLookup folder(Path root) {
        return name -> {
            var file = root.resolve(path(name));
            try {
                return Files.isRegularFile(file)
                        ? Optional.of(new SourceFile(file.toString(), Files.readString(file)))
                        : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException("can't read the source of " + name, e);
            }
        };
    }

    private static String path(String qualifiedClassName) {
        return qualifiedClassName.replace('.', '/') + ".java";
    }
}
