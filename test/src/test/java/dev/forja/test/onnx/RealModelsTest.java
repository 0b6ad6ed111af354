package dev.forja.test.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forja.compiler.onnx.Case;
import dev.forja.compiler.onnx.CaseResult;
import dev.forja.compiler.onnx.CaseVerifier;
import dev.forja.compiler.onnx.Comparison;
import dev.forja.runtime.Lanes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models from PyTorch, TensorFlow and the ONNX zoo, where their folder lies beside the project. */
class RealModelsTest {
    /** Surefire runs the tests of a module in its folder. */
    private static final Path SHARED = Path.of("../../shared");

    /**
     * The references are f32 results of ONNX Runtime: an evaluation of the same graphs in f64 is as
     * far from them as ours, up to 2e-6 where numbers have the size of 1.
     */
    private static final Comparison.Tolerance DEEP = new Comparison.Tolerance(1e-3, 1e-5);

    private static final Comparison.Tolerance STANDARD = new Comparison.Tolerance(1e-3, 1e-7);

    @ParameterizedTest
    @ValueSource(strings = {"models/mnist_8", "models/silero_vad_v5"})
    void agreesWithAllSets(String folder) throws IOException {
        verify(folder, STANDARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"models/blazeface_front", "models/dtln_1"})
    void agreesAsFarAsTheReferenceIsExact(String folder) throws IOException {
        verify(folder, DEEP);
    }

    /** Of the ONNX project's light models, those that take seconds. */
    @ParameterizedTest
    @ValueSource(strings = {"light_squeezenet", "light_shufflenet"})
    void lightModelAgrees(String name) throws IOException {
        var folder = SHARED.resolve("onnx/light");
        skipWithout(folder);
        var model =
                Case.below(folder).stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        assertPasses(model, STANDARD);
    }

    private static void verify(String folder, Comparison.Tolerance tolerance) throws IOException {
        var path = SHARED.resolve(folder);
        skipWithout(path);
        var cases = Case.below(path);
        assertThat(cases).hasSize(1);
        assertThat(cases.getFirst().sets()).isNotEmpty();
        assertPasses(cases.getFirst(), tolerance);
    }

    private static void skipWithout(Path folder) {
        if (!Files.isDirectory(folder)) {
            System.out.println("a model is skipped: there is no folder " + folder);
        }
        assumeTrue(Files.isDirectory(folder), "there is no model");
    }

    private static void assertPasses(Case model, Comparison.Tolerance tolerance) {
        var result = new CaseVerifier(Lanes.preferred(), tolerance).verify(model);
        assertThat(result.outcome()).as(result.line()).isEqualTo(CaseResult.Outcome.PASS);
    }
}
