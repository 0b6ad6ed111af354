package dev.forja.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The class files of one execution: staged in its work folder, then published to the output
 * directory in one go, so that a failed compilation changes nothing and an unchanged class keeps
 * its time stamp.
 */
final class Outputs {
    private static final String SUFFIX = ".class";

    private final Path output;
    private final Path work;
    private final List<Path> javaRoots;
    private final BuildState last;
    private int removed;

    Outputs(Path output, Path work, List<Path> javaRoots) throws IOException {
        this.output = output;
        this.work = work;
        this.javaRoots = javaRoots;
        this.last = BuildState.read(work);
    }

    /** The inputs are those of the last build, and what it wrote still stands as it wrote it. */
    boolean upToDate(String digest) throws IOException {
        if (!digest.equals(last.digest())) {
            return false;
        }
        for (Map.Entry<String, String> entry : last.classes().entrySet()) {
            Path file = output.resolve(entry.getKey());
            if (!Files.isRegularFile(file)
                    || !Fingerprint.of(Files.readAllBytes(file)).equals(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** The empty folder that the compiler writes to. */
    Path staging() throws IOException {
        Path staging = work.resolve("classes");
        deleteTree(staging);
        Files.createDirectories(staging);
        return staging;
    }

    /** Is nothing staged? A compilation that went well stages a class for each model. */
    boolean isStagingEmpty() throws IOException {
        return staged().isEmpty();
    }

    /** Class files of the last build that this one no longer made. */
    int removed() {
        return removed;
    }

    /**
     * Copies what changed, deletes what is no longer made, and remembers the outcome.
     *
     * @param states the folder of the work folders of all executions
     */
    void publish(String digest, Path states) throws IOException, MojoFailureException {
        TreeMap<String, byte[]> staged = staged();
        checkOwners(staged, states);
        boolean changed = false;
        TreeMap<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, byte[]> entry : staged.entrySet()) {
            Path file = output.resolve(entry.getKey());
            digests.put(entry.getKey(), Fingerprint.of(entry.getValue()));
            if (!Files.isRegularFile(file)
                    || !Arrays.equals(Files.readAllBytes(file), entry.getValue())) {
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue());
                changed = true;
            }
        }
        for (String old : last.classes().keySet()) {
            if (!staged.containsKey(old) && Files.deleteIfExists(output.resolve(old))) {
                removed++;
            }
        }
        if (changed || removed > 0) {
            forgetJavaClasses();
        }
        new BuildState(digest, digests).write(work);
        deleteTree(work.resolve("classes"));
    }

    private TreeMap<String, byte[]> staged() throws IOException {
        Path staging = work.resolve("classes");
        TreeMap<String, byte[]> staged = new TreeMap<>();
        if (Files.isDirectory(staging)) {
            List<Path> files;
            try (var walk = Files.walk(staging)) {
                files = walk.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                staged.put(
                        staging.relativize(file).toString().replace('\\', '/'),
                        Files.readAllBytes(file));
            }
        }
        return staged;
    }

    private void checkOwners(Map<String, byte[]> staged, Path states)
            throws IOException, MojoFailureException {
        for (String path : staged.keySet()) {
            if (!path.endsWith(SUFFIX)) {
                continue; // weights
            }
            String className = path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
            for (Path root : javaRoots) {
                Path source =
                        root.resolve(path.substring(0, path.length() - SUFFIX.length()) + ".java");
                if (Files.exists(source)) {
                    throw new MojoFailureException(
                            "The class "
                                    + className
                                    + " is both a model and the Java source "
                                    + source
                                    + ": rename one of them");
                }
            }
        }
        List<Path> others;
        try (var folders = Files.list(states)) {
            others = folders.filter(folder -> !folder.equals(work)).sorted().toList();
        }
        for (Path other : others) {
            for (String path : BuildState.read(other).classes().keySet()) {
                if (staged.containsKey(path)) {
                    throw new MojoFailureException(
                            "The executions "
                                    + other.getFileName()
                                    + " and "
                                    + work.getFileName()
                                    + " of this module both compile a model to "
                                    + path
                                    + ": give each its own sourceDirectory");
                }
            }
        }
    }

    /**
     * Deletes the classes that javac made from this module's own sources, since they may use a
     * class that changed here and javac's own bookkeeping does not look at classes that others
     * wrote to its output directory. A missing class makes it compile the module again.
     */
    private void forgetJavaClasses() throws IOException {
        for (Path root : javaRoots) {
            if (!Files.isDirectory(root)) {
                continue;
            }
            List<String> sources = new ArrayList<>();
            try (var walk = Files.walk(root)) {
                walk.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> sources.add(root.relativize(file).toString()));
            }
            for (String source : sources) {
                Files.deleteIfExists(
                        output.resolve(
                                source.substring(0, source.length() - ".java".length()) + SUFFIX));
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> paths;
        try (var walk = Files.walk(root)) {
            paths = new ArrayList<>(walk.toList());
        }
        for (int i = paths.size() - 1; i >= 0; i--) {
            Files.delete(paths.get(i));
        }
    }
}
