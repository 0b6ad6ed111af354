package dev.forja.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The modules and the arrows between them: what a module may use, and nothing else. */
class ModulesTest {
    private static final Set<String> COMPILER =
            Set.of(
                    "forja-ir",
                    "forja-dsl",
                    "forja-frontend-java",
                    "forja-frontend-onnx",
                    "forja-passes",
                    "forja-codegen",
                    "forja-runtime");

    /** By artifact; tests may use more. */
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry("forja", Set.of()),
                    Map.entry("forja-ir", Set.of()),
                    Map.entry("forja-dsl", Set.of()),
                    Map.entry("forja-frontend-java", Set.of("forja-ir")),
                    Map.entry("forja-frontend-onnx", Set.of("forja-ir")),
                    Map.entry("forja-passes", Set.of("forja-ir")),
                    Map.entry("forja-codegen", Set.of("forja-ir")),
                    Map.entry("forja-runtime", Set.of()),
                    Map.entry("forja-compiler", COMPILER),
                    Map.entry("forja-maven-plugin", Set.of("forja-compiler")),
                    Map.entry("forja-samples", Set.of()),
                    Map.entry("forja-samples-support", Set.of("forja-runtime")),
                    Map.entry("forja-bench", with(COMPILER, "forja-compiler")),
                    Map.entry("forja-test", with(COMPILER, "forja-compiler")));

    private static final Set<String> SAMPLE_MAY_USE =
            Set.of("forja-runtime", "forja-dsl", "forja-samples-support");

    /** A service that serves the model of another sample. */
    private static final String SERVICE = "forja-sample-scoring-service";

    /** What a deployed service would have to take along. */
    private static final Set<String> WITHOUT_ANY = Set.of("forja-runtime", "forja-dsl", "forja-ir");

    private static Set<String> with(Set<String> some, String more) {
        var all = new ArrayList<>(some);
        all.add(more);
        return Set.copyOf(all);
    }

    static List<Path> modules() {
        return Repository.modules();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void arrowsPointDown(Path module) {
        var pom = Pom.read(module.resolve("pom.xml"));
        var allowed =
                pom.artifact().equals(SERVICE)
                        ? with(SAMPLE_MAY_USE, "forja-sample-fraud")
                        : pom.artifact().startsWith("forja-sample-")
                                ? SAMPLE_MAY_USE
                                : MAY_USE.get(pom.artifact());
        assertThat(allowed).as("the table knows %s", pom.artifact()).isNotNull();
        assertThat(pom.dependencies())
                .filteredOn(dependency -> dependency.isOurs() && !dependency.isForTests())
                .extracting(Pom.Dependency::artifact)
                .isSubsetOf(allowed);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void whatServicesUseHasNoDependency(Path module) {
        var pom = Pom.read(module.resolve("pom.xml"));
        if (WITHOUT_ANY.contains(pom.artifact())) {
            assertThat(pom.dependencies()).allMatch(Pom.Dependency::isForTests);
        }
    }

    /** A module stands behind all that it uses, so that a build in order needs no second look. */
    @Test
    void theOrderOfTheModulesIsThatOfTheArrows() {
        var seen = new ArrayList<String>();
        for (var module : modules()) {
            var pom = Pom.read(module.resolve("pom.xml"));
            assertThat(seen)
                    .as("built before %s", pom.artifact())
                    .containsAll(
                            pom.dependencies().stream()
                                    .filter(one -> one.isOurs() && !one.isForTests())
                                    .map(Pom.Dependency::artifact)
                                    .toList());
            seen.add(pom.artifact());
        }
        assertThat(seen).contains("forja-runtime", "forja-compiler", "forja-sample-digits");
    }
}
