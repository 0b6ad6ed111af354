package dev.forja.test.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forja.compiler.onnx.Case;
import dev.forja.compiler.onnx.CaseResult;
import dev.forja.compiler.onnx.CaseVerifier;
import dev.forja.compiler.onnx.Comparison;
import dev.forja.compiler.onnx.FoldWeights;
import dev.forja.compiler.onnx.LoadedOnnx;
import dev.forja.frontend.onnx.OnnxFrontend;
import dev.forja.frontend.onnx.OnnxModel;
import dev.forja.frontend.onnx.OnnxOptions;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.tensor.DecomposeComposites;
import dev.forja.runtime.Lanes;
import dev.forja.runtime.Team;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** all-MiniLM-L6-v2, which the build takes out of its artifact, and blazeface. */
class MiniLmTest {
    private static final Path MODEL = Path.of("target/models/all-minilm-l6-v2.onnx");
    private static final Path SHARED = Path.of("../../shared/models");
    private static final int SIZE = 384;
    private static final int WORDS = 30_522;

    private static OnnxModel model() throws IOException {
        var shape = Shape.parse("batch, seq");
        return OnnxFrontend.read(
                MODEL,
                new OnnxOptions(
                        Map.of(),
                        Map.of(),
                        Map.of(
                                "input_ids",
                                shape,
                                "attention_mask",
                                shape,
                                "token_type_ids",
                                shape)));
    }

    private static TensorData tensor(int rows, int columns, long... elements) {
        return new TensorData(
                TensorType.parse("i64[%d, %d]".formatted(rows, columns)),
                elements,
                OnnxElement.I64);
    }

    /** A row of words, of which the first ones count. */
    private static List<TensorData> row(int counting, int length) {
        var words = new long[length];
        var mask = new long[length];
        for (int i = 0; i < counting; i++) {
            words[i] = 1 + (i * 7919L) % (WORDS - 1);
            mask[i] = 1;
        }
        return List.of(
                tensor(1, length, words),
                tensor(1, length, mask),
                tensor(1, length, new long[length]));
    }

    private static void skipWithout(Path folder) {
        if (!Files.isDirectory(folder)) {
            System.out.println("SKIPPED: there is no folder " + folder);
        }
        assumeTrue(Files.isDirectory(folder), "there is no " + folder);
    }

    @Test
    void agreesWithItsReferenceSets() throws IOException {
        var folder = SHARED.resolve("minilm");
        skipWithout(folder);
        var one = Case.of(MODEL, folder);
        assertThat(one.sets()).hasSize(3);
        var result =
                new CaseVerifier(Lanes.preferred(), new Comparison.Tolerance(1e-3, 1e-5))
                        .verify(one);
        assertThat(result.outcome()).as(result.line()).isEqualTo(CaseResult.Outcome.PASS);
    }

    /**
     * Six layers of attention, each with two layer normalisations, and one behind the embedding.
     */
    @Test
    void isRecognisedAsWhatItWasWrittenFrom() throws IOException {
        var function = FoldWeights.in(model()).model().entries().getFirst().forward();
        var found = new TreeMap<String, Integer>();
        for (var pass : LowerModel.EVALUATION.passes()) {
            if (pass instanceof DecomposeComposites) {
                break;
            }
            function = pass.run(function);
        }
        function.nodes().forEach(node -> found.merge(node.op().mnemonic(), 1, Integer::sum));
        assertThat(found)
                .containsEntry("layerNorm", 13)
                .containsEntry("gelu", 6)
                .containsEntry("scaledDotProductAttention", 6)
                .doesNotContainKeys("reduceMean", "erf", "softmax", "sqrt", "pow");
    }

    /** Words that the mask hides change nothing but the last bits of those that it shows. */
    @Test
    void oneClassForAllLengths() throws IOException {
        var loaded = LoadedOnnx.of(model(), Lanes.preferred());
        for (int length : new int[] {1, 2, 3, 15, 16, 17, 33, 100, 257, 511, 512}) {
            float[] alone = hidden(loaded, row(length, length));
            assertThat(alone).hasSize(length * SIZE);
            int padded = Math.min(512, length + 9);
            float[] hidden = hidden(loaded, row(length, padded));
            for (int i = 0; i < alone.length; i++) {
                assertThat(hidden[i])
                        .as("length %d, element %d", length, i)
                        .isCloseTo(alone[i], within(2e-5f));
            }
        }
        assertThatThrownBy(() -> loaded.run(row(513, 513)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] hidden(LoadedOnnx loaded, List<TensorData> inputs) {
        return (float[]) loaded.run(inputs).getFirst().array();
    }

    @Test
    void bitsOfMiniLmDependOnNeitherLanesNorThreads() throws IOException {
        var words = new long[2 * 21];
        Arrays.setAll(words, i -> 1 + (i * 104_729L) % (WORDS - 1));
        var mask = new long[2 * 21];
        Arrays.setAll(mask, i -> i < 30 ? 1 : 0);
        assertSameBits(
                model(),
                List.of(
                        tensor(2, 21, words),
                        tensor(2, 21, mask),
                        tensor(2, 21, new long[2 * 21])));
    }

    @Test
    void bitsOfBlazefaceDependOnNeitherLanesNorThreads() throws IOException {
        var folder = SHARED.resolve("blazeface_front");
        skipWithout(folder);
        var model =
                OnnxFrontend.read(
                        folder.resolve("model.onnx"),
                        new OnnxOptions(Map.of(), Map.of(), Map.of()));
        var set = Case.below(folder).getFirst().sets().getFirst();
        assertSameBits(model, set.inputs(List.of()));
    }

    private static void assertSameBits(OnnxModel model, List<TensorData> inputs) {
        int[][] expected = null;
        try (var one = Team.of(1, 0);
                var two = Team.of(2, 0)) {
            for (int lanes : new int[] {1, 4, 8, 16}) {
                var loaded = LoadedOnnx.of(model, lanes);
                for (var team : new Team[] {one, two}) {
                    var bits =
                            loaded
                                    .with(loaded.loaded().model().workspace(team))
                                    .run(inputs)
                                    .stream()
                                    .map(MiniLmTest::bits)
                                    .toArray(int[][]::new);
                    expected = expected == null ? bits : expected;
                    assertThat(Arrays.deepEquals(bits, expected))
                            .as("%d lanes, %d threads", lanes, team.threads())
                            .isTrue();
                }
            }
        }
    }

    private static int[] bits(TensorData data) {
        float[] floats = (float[]) data.array();
        var bits = new int[floats.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(floats[i]));
        return bits;
    }
}
