package dev.forja.compiler.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.InspectOptions;
import dev.forja.compiler.ModelCompiler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    private static final String HEADER = "// ---- after ";

    @TempDir Path folder;
    private Path source;

    @BeforeEach
    void writeModel() throws IOException {
        source = folder.resolve("Line.java");
        Files.writeString(
                source,
                """
                import static dev.forja.dsl.Functions.*;
                import static dev.forja.dsl.Initializers.*;
                import dev.forja.dsl.*;
                import dev.forja.dsl.layer.Dense;

                @Model
                class Line {
                    final Dense dense = new Dense(3, 1);

                    @Entry Tensor predict(@Shape("n, 3") Tensor features) {
                        return dense.apply(features);
                    }

                    @Loss Tensor loss(@Shape("n, 3") Tensor features, @Shape("n, 1") Tensor wanted) {
                        return mean(square(dense.apply(features).minus(wanted)));
                    }
                }
                """);
    }

    @Test
    void theSummaryGroupsLaneCountsOfOneWorkspace() throws IOException {
        var text = inspect(new InspectOptions(false, Set.of(), "", false, false));
        assertThat(text)
                .contains("model Line", "2 parameters, 4 numbers", "dense.weights")
                .contains("entry predict(features: f32[n, 3]) -> f32[n, 1]")
                .contains("training step loss(")
                .contains("workspace  none with 1, 4, 8, 16 lanes");
    }

    @Test
    void everyDumpNamesItsPassAndItsFunction() throws IOException {
        var text = inspect(new InspectOptions(true, Set.of(), "", false, false));
        assertThat(headers(text))
                .startsWith("parse: predict", "disable-dropout: predict (no change)")
                .containsSubsequence(
                        "prepare-kernels: predict",
                        "parse: loss",
                        "prepare-kernels: loss",
                        "seed-random: loss, training step",
                        "build-training-step: loss, training step",
                        "prepare-kernels: loss, training step");
        assertThat(text)
                .contains("func @predict(input %features: f32[n, 3]")
                .contains("kernel predict(features: f32[n, 3]");
    }

    @Test
    void linesNameTheFileAndTheTopItsPath() throws IOException {
        var text = inspect(new InspectOptions(false, Set.of("parse"), "", false, false));
        assertThat(text.lines())
                .startsWith(
                        "// Line.java is " + source,
                        "// Dense.java is dev/forja/dsl/layer/Dense.java",
                        HEADER + "parse: predict");
        assertThat(text).contains(" : f32[]  // Line.java:15:16").doesNotContain("  // " + source);
    }

    @Test
    void stopAfterEndsEachFunctionThereAndPrintsIt() throws IOException {
        var text = inspect(new InspectOptions(false, Set.of(), "fuse-kernels", false, false));
        assertThat(headers(text))
                .containsExactly(
                        "fuse-kernels: predict",
                        "fuse-kernels: loss",
                        "fuse-kernels: loss, training step");
    }

    @Test
    void stopAfterTheFirstPassIsNoDefect() throws IOException {
        var text = inspect(new InspectOptions(true, Set.of(), "parse", false, false));
        assertThat(headers(text)).startsWith("parse: predict", "parse: loss");
        assertThat(text).doesNotContain("kernel ");
    }

    @Test
    void aPassThatTheModelHasNoUseForIsNamed() throws IOException {
        Files.writeString(
                source,
                """
                import static dev.forja.dsl.Functions.*;
                import dev.forja.dsl.*;

                @Model
                class Line {
                    @Entry Tensor twice(@Shape("n") Tensor x) {
                        return x.times(2);
                    }
                }
                """);
        var text = inspect(new InspectOptions(false, Set.of("seed-random"), "", false, false));
        assertThat(text).contains("// ---- seed-random did not run");
    }

    private static List<String> headers(String text) {
        return text.lines()
                .filter(line -> line.startsWith(HEADER))
                .map(line -> line.substring(HEADER.length()))
                .toList();
    }

    private String inspect(InspectOptions options) throws IOException {
        var out = new StringWriter();
        new ModelCompiler()
                .inspect(CompileRequest.of(List.of(source)), options, new PrintWriter(out, true));
        return out.toString();
    }
}
