package dev.forja.compiler.cli;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * A module of the project that is a program of its own; its jar's manifest has the main class, the
 * class path and, for a sample, name and summary.
 *
 * @param jar the jar, with the libraries of its {@code Class-Path} beside it
 * @param name name of the sample, empty for other modules
 * @param summary one line about it
 */
record BuiltModule(Path jar, String name, String summary) {
    private static final String NAME = "Forja-Sample";
    private static final String SUMMARY = "Forja-Summary";

    /** The samples that are built, by name. */
    static List<BuiltModule> samples(Path home) throws IOException {
        List<BuiltModule> samples = new ArrayList<>();
        for (Path folder : children(home.resolve("samples"))) {
            jar(folder).filter(module -> !module.name().isEmpty()).ifPresent(samples::add);
        }
        return samples;
    }

    /** The benchmarks of ours alone. */
    static BuiltModule bench(Path home) throws IOException {
        return jar(home.resolve("bench"))
                .orElseThrow(() ->
                        new InputException(
                                "the benchmarks are not built: start with ./forja, or run mvn"
                                        + " -DskipTests package first"));
    }

    /** The benchmarks with other frameworks beside ours. */
    static BuiltModule peers(Path home) throws IOException {
        return jar(home.resolve(Path.of("bench", "peers")))
                .orElseThrow(() ->
                        new InputException(
                                "the peers are not built: start with ./forja, or run mvn -Ppeers"
                                        + " -DskipTests package first"));
    }

    /**
     * Runs the main class in this process, with its own libraries alone.
     *
     * @return {@link Exit#DONE}; a program that fails throws
     */
    int run(List<String> arguments) throws IOException {
        URL[] urls = {jar.toUri().toURL()};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader =
                new URLClassLoader("forja-" + name, urls, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            loader.loadClass(mainClass())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments.toArray(String[]::new));
            return Exit.DONE;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(jar.getFileName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(jar + " has no main class that can be run", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Runs the main class in a Java of its own, as benchmarks need that start further ones.
     *
     * @return its exit code
     */
    int fork(List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-jar", jar.toString()));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + jar.getFileName() + " ran", e);
        }
    }

    private String mainClass() throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return attribute(file, Attributes.Name.MAIN_CLASS.toString());
        }
    }

    private static Optional<BuiltModule> jar(Path module) throws IOException {
        for (Path file : children(module.resolve("target"))) {
            if (file.toString().endsWith(".jar")) {
                try (var jar = new JarFile(file.toFile())) {
                    if (!attribute(jar, Attributes.Name.MAIN_CLASS.toString()).isEmpty()) {
                        return Optional.of(
                                new BuiltModule(
                                        file, attribute(jar, NAME), attribute(jar, SUMMARY)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String attribute(JarFile jar, String key) throws IOException {
        var manifest = jar.getManifest();
        String value = manifest == null ? null : manifest.getMainAttributes().getValue(key);
        return value == null ? "" : value;
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var list = Files.list(folder)) {
            return list.sorted().toList();
        }
    }
}
