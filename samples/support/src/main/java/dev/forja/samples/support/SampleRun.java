package dev.forja.samples.support;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How a sample is to run.
 *
 * @param name name of the sample, which begins its figures
 * @param quick whether a short version is enough
 * @param folder folder for the files that it writes
 * @param data folder to look for large data sets in first
 */
public record SampleRun(String name, boolean quick, Path folder, Optional<Path> data) {
    private static final String USAGE = "expected [--quick] [--output DIR] [--data DIR]";

    /** Set by {@code ./forja}: the folder of the project. */
    private static final String HOME = "forja.home";

    /** A run that looks for large data sets in the usual places alone. */
    public SampleRun(String name, boolean quick, Path folder) {
        this(name, quick, folder, Optional.empty());
    }

    /**
     * Reads {@code [--quick] [--output DIR] [--data DIR]}. Without a folder the files go below the
     * sample's {@code target} when {@code ./forja} runs it, else into a folder of its name.
     *
     * @throws IllegalArgumentException if the arguments are others
     */
    public static SampleRun of(String name, String... arguments) {
        boolean quick = false;
        Path folder = defaultFolder(name);
        Optional<Path> data = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> quick = true;
                case "--output" -> folder = folder(arguments, ++i);
                case "--data" -> data = Optional.of(folder(arguments, ++i));
                default ->
                        throw new IllegalArgumentException(
                                "unknown argument '" + arguments[i] + "'; " + USAGE);
            }
        }
        return new SampleRun(name, quick, folder, data);
    }

    private static Path folder(String[] arguments, int index) {
        if (index == arguments.length) {
            throw new IllegalArgumentException(arguments[index - 1] + " lacks a folder; " + USAGE);
        }
        return Path.of(arguments[index]);
    }

    private static Path defaultFolder(String name) {
        String home = System.getProperty(HOME);
        return home == null
                ? Path.of("forja-" + name)
                : Path.of(home, "samples", name, "target", "demo");
    }

    /** A file of {@link #folder}, which is made if it is not there. */
    public Path file(String fileName) {
        try {
            return Files.createDirectories(folder).resolve(fileName);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder, e);
        }
    }

    /** Prints {@code metric NAME VALUE}, the form that scripts read. */
    public void metric(PrintStream out, String figure, double value) {
        String format = value == Math.rint(value) ? "%.0f" : "%.6g";
        out.printf(Locale.ROOT, "metric %s.%s " + format + "%n", name, figure, value);
    }
}
