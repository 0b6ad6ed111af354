package dev.forja.compiler.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the user named. */
final class InputFiles {
    private InputFiles() {}

    /** Java's own message for a folder that is read as a file doesn't name it. */
    static void require(Path file) {
        if (Files.isDirectory(file)) {
            throw new InputException(file + ": expected a file, found a folder");
        }
        if (!Files.exists(file)) {
            throw new InputException(file + ": there is no such file");
        }
    }
}
