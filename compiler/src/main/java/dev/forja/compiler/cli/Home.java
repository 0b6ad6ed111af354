package dev.forja.compiler.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the project, which {@code ./forja} passes on. */
final class Home {
    static final String PROPERTY = "forja.home";

    private Home() {}

    static Path folder() {
        String home = System.getProperty(PROPERTY);
        if (home == null || !Files.isDirectory(Path.of(home))) {
            throw new InputException(
                    "samples and benchmarks are part of the project: start them with ./forja in its"
                            + " folder");
        }
        return Path.of(home);
    }
}
