package dev.forja.test.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The model sources that the suites compile. */
final class Sources {
    /** Surefire runs the tests of a module in its folder. */
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The sample that learns. */
    static final Path DIGITS =
            ROOT.resolve("samples/digits/src/main/forja/dev/forja/samples/digits/Digits.java");

    /** The data that it learns from. */
    static final Path DIGITS_DATA =
            ROOT.resolve(
                    "samples/support/src/main/resources/dev/forja/samples/support/digits.csv.gz");

    /** Calls every function of the model language; the frontend's tests know that it does. */
    static final Path EVERY_FUNCTION =
            ROOT.resolve("frontend/java/src/test/resources/right/EveryFunction.java");

    private static final Path OWN = Path.of("src/test/resources/models").toAbsolutePath();

    private Sources() {}

    /** A model of a sample, by the sample's folder and the end of the source's path. */
    static Path sample(String sample, String model) {
        return ROOT.resolve("samples")
                .resolve(sample)
                .resolve("src/main/forja/dev/forja/samples/" + model + ".java");
    }

    /** A model of these suites. */
    static Path own(String name) {
        return OWN.resolve(name + ".java");
    }

    /** Every model of the samples. */
    static List<Path> samples() {
        return javaFiles(ROOT.resolve("samples"))
                .filter(file -> file.toString().contains("forja"))
                .filter(Sources::isModel)
                .sorted()
                .toList();
    }

    /** Every model of the samples and of these suites, and that of every function. */
    static List<Path> all() {
        return Stream.of(samples().stream(), javaFiles(OWN), Stream.of(EVERY_FUNCTION))
                .flatMap(files -> files)
                .filter(Sources::isModel)
                .sorted()
                .toList();
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isModel(Path file) {
        try {
            return Files.readString(file).contains("@Model");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
