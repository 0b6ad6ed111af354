package dev.forja.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Habits of the sources, of every module. */
class SourcesTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final int MOST_LINES = 600;

    static List<Path> modules() {
        return Repository.modules();
    }

    private static List<Path> sources(Path module) {
        var sources = new ArrayList<>(Repository.files(module.resolve(MAIN), ".java"));
        sources.addAll(Repository.files(module.resolve(TEST), ".java"));
        return sources;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyPackageHasADescription(Path module) {
        var packages = new TreeSet<Path>();
        var described = new TreeSet<Path>();
        for (var root : List.of(module.resolve(MAIN), module.resolve(TEST))) {
            for (var file : Repository.files(root, ".java")) {
                var folder = root.relativize(file.getParent());
                switch (file.getFileName().toString()) {
                    case "package-info.java" -> described.add(folder);
                    case "module-info.java" -> {}
                    default -> packages.add(folder);
                }
            }
        }
        assertThat(described).as("package-info.java").containsAll(packages);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void noFileIsLongAndNothingIsPutOff(Path module) throws IOException {
        for (var file : sources(module)) {
            var text = Files.readString(file);
            assertThat(text.lines().count())
                    .as("lines of %s", Repository.name(file))
                    .isLessThanOrEqualTo(MOST_LINES);
            // In two parts, so that this file may stand in the tree that it looks at.
            for (var mark : List.of("TO" + "DO", "FIX" + "ME", "@Dis" + "abled")) {
                assertThat(text).as(Repository.name(file)).doesNotContain(mark);
            }
        }
    }

    @Test
    void thereAreSourcesToLookAt() {
        assertThat(modules().stream().mapToInt(module -> sources(module).size()).sum())
                .isGreaterThan(400);
    }
}
