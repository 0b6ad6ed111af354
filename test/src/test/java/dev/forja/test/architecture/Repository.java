package dev.forja.test.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that the tests run in. */
final class Repository {
    /** Surefire runs the tests of a module in its folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Path POM = Path.of("pom.xml");

    private Repository() {}

    /** The folders of all modules, those of groups of modules included. */
    static List<Path> modules() {
        var folders = new ArrayList<Path>();
        add(ROOT, folders);
        return folders;
    }

    private static void add(Path folder, List<Path> folders) {
        folders.add(folder);
        Pom.read(folder.resolve(POM)).modules().forEach(name -> add(folder.resolve(name), folders));
    }

    /** Files of a kind below a folder, sorted; none when the folder is missing. */
    static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path as messages should show it. */
    static String name(Path path) {
        return ROOT.relativize(path).toString().replace('\\', '/');
    }
}
