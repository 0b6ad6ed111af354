package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.codegen.bytecode.MethodBudget;
import dev.forja.compiler.CompiledClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The class files of every sample's model, and of one that calls every function. */
class ClassFilesTest {
    static List<Path> sources() {
        return Sources.all();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSourceCompiledTwiceGivesTheSameBytes(Path source) {
        assertThat(digests(List.of(source))).isEqualTo(digests(List.of(source)));
    }

    /** Other hash codes, other load order: nothing of a process may reach the bytes. */
    @Test
    void anotherProcessGivesTheSameBytes() throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        sources().forEach(source -> arguments.add(source.toString()));
        var lines =
                JavaProcess.run(
                        List.of("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2"),
                        Map.of(),
                        List.of(),
                        ClassFilesTest.class,
                        arguments);
        assertThat(lines).isEqualTo(digests(sources()));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void everyMethodIsWithinTheBudget(Path source) {
        for (var one : SourceModel.of(source).classes()) {
            assertThat(MethodBudget.sizes(one.bytes()).values())
                    .as(one.name())
                    .allMatch(size -> size <= MethodBudget.MAX_BYTES);
        }
    }

    /** Name and SHA-256 of each class. */
    private static List<String> digests(List<Path> sources) {
        return sources.stream()
                .flatMap(source -> SourceModel.of(source).classes().stream())
                .map(ClassFilesTest::digest)
                .toList();
    }

    private static String digest(CompiledClass one) {
        return one.name() + " " + TrainingRun.sha256(one.bytes());
    }

    /**
     * Prints the digests.
     *
     * @param sources files
     */
    public static void main(String... sources) {
        digests(List.of(sources).stream().map(Path::of).toList()).forEach(System.out::println);
    }
}
