package dev.forja.compiler.onnx;

import static dev.forja.compiler.cli.OnnxModels.FLOAT;
import static dev.forja.compiler.cli.OnnxModels.INT64;
import static dev.forja.compiler.cli.OnnxModels.model;
import static dev.forja.compiler.cli.OnnxModels.node;
import static dev.forja.compiler.cli.OnnxModels.size;
import static dev.forja.compiler.cli.OnnxModels.value;
import static dev.forja.compiler.cli.OnnxModels.whole;
import static dev.forja.compiler.cli.OnnxModels.wholes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.frontend.onnx.OnnxFrontend;
import dev.forja.frontend.onnx.OnnxModel;
import dev.forja.frontend.onnx.OnnxOptions;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.frontend.onnx.proto.GraphMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.type.TensorType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What depends on weights alone is computed when a model is read. */
class FoldWeightsTest {
    private static TensorMessage.Builder weights(String name, long... dims) {
        var tensor = TensorMessage.newBuilder().setName(name).setElementType(FLOAT);
        Arrays.stream(dims).forEach(tensor::addDims);
        for (int i = 0; i < Arrays.stream(dims).reduce(1, (a, b) -> a * b); i++) {
            tensor.addFloats((float) (0.5 + 0.4 * Math.sin(i + name.length())));
        }
        return tensor;
    }

    private static OnnxModel read(GraphMessage.Builder graph) {
        return OnnxFrontend.read(Path.of("model.onnx"), model(graph), OnnxOptions.NONE);
    }

    private static float[] run(OnnxModel model, TensorData x) {
        return (float[]) LoadedOnnx.of(model, 1).run(List.of(x)).getFirst().array();
    }

    private static TensorData ramp(String type) {
        var x = TensorType.parse(type);
        var array = new float[Math.toIntExact(x.shape().size().constant())];
        for (int i = 0; i < array.length; i++) {
            array[i] = (float) Math.cos(i);
        }
        return new TensorData(x, array);
    }

    private static List<String> operators(OnnxModel model) {
        return model.model().entries().getFirst().forward().nodes().stream()
                .map(node -> node.op().mnemonic())
                .toList();
    }

    private static List<String> parameters(OnnxModel model) {
        assertThat(model.weights().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        model.model().parameters().stream().map(ParameterDef::name).toList());
        model.model()
                .parameters()
                .forEach(parameter ->
                        assertThat(model.weights().get(parameter.name()).type())
                                .isEqualTo(parameter.type()));
        return model.model().parameters().stream().map(p -> p.type().toString()).toList();
    }

    /** The beginning of a graph from x, {@code f32[n, columns]}, to y. */
    private static GraphMessage.Builder rows(int columns) {
        return GraphMessage.newBuilder()
                .setName("g")
                .addInputs(value("x", FLOAT, size(0, "n"), size(columns, "")))
                .addOutputs(value("y", FLOAT));
    }

    @Test
    void batchNormalisationGoesIntoTheConvolution() {
        var graph =
                GraphMessage.newBuilder()
                        .setName("g")
                        .addInputs(value("x", FLOAT, size(0, "n"), size(2, ""), size(9, "")))
                        .addOutputs(value("y", FLOAT))
                        .addInitializers(weights("w", 17, 2, 3))
                        .addInitializers(weights("scale", 17))
                        .addInitializers(weights("shift", 17))
                        .addInitializers(weights("mean", 17))
                        .addInitializers(weights("variance", 17))
                        .addNodes(node("Conv", "c", "x", "w"))
                        .addNodes(
                                node(
                                        "BatchNormalization",
                                        "b",
                                        "c",
                                        "scale",
                                        "shift",
                                        "mean",
                                        "variance"))
                        .addNodes(node("Relu", "y", "b"));
        var before = read(graph);
        var after = FoldWeights.in(before);
        assertThat(parameters(after)).containsExactlyInAnyOrder("f32[17, 2, 3]", "f32[17]");
        assertThat(operators(after)).containsExactly("conv", "broadcast", "add", "relu");
        var x = ramp("f32[2, 2, 9]");
        float[] expected = run(before, x);
        float[] found = run(after, x);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], Offset.offset(1e-5f));
        }
    }

    /** The weights that only the computation read go; one that is read elsewhere stays. */
    @Test
    void resultsHaveTheBitsThatTheyHadInACall() {
        var graph =
                rows(19).addInitializers(weights("w", 19))
                        .addInitializers(weights("table", 19, 23))
                        .addInitializers(weights("also", 19))
                        .addNodes(node("Exp", "power", "w"))
                        .addNodes(
                                node("ReduceMean", "mean", "table").toBuilder()
                                        .addAttributes(wholes("axes", 1))
                                        .addAttributes(whole("keepdims", 0)))
                        .addNodes(node("Mul", "product", "power", "mean"))
                        .addNodes(node("Div", "ratio", "product", "also"))
                        .addNodes(node("Mul", "scaled", "x", "ratio"))
                        .addNodes(node("Add", "y", "scaled", "also"));
        var before = read(graph);
        var after = FoldWeights.in(before);
        assertThat(parameters(after)).containsExactly("f32[19]", "f32[19]");
        assertThat(operators(after)).doesNotContain("exp", "reduceMean", "div");
        var x = ramp("f32[3, 19]");
        assertThat(run(after, x)).containsExactly(run(before, x));
    }

    /**
     * A few numbers are part of the code at first, where they would be written out in each call.
     */
    @Test
    void tablesAreKeptWithTheWeights() {
        var graph =
                rows(8).addInitializers(weights("w", 8, 8))
                        .addInitializers(weights("bias", 8))
                        .addNodes(node("MatMul", "product", "x", "w"))
                        .addNodes(node("Add", "y", "product", "bias"));
        var before = read(graph);
        assertThat(operators(before)).contains("constant");
        var after = FoldWeights.in(before);
        assertThat(operators(after)).containsExactly("matMul", "broadcast", "add");
        assertThat(parameters(after)).containsExactly("f32[8, 8]", "f32[8]");
        var x = ramp("f32[5, 8]");
        assertThat(run(after, x)).containsExactly(run(before, x));
    }

    @Test
    void aModelWithoutSuchWorkIsLeftAlone() {
        var graph = rows(19).addInitializers(weights("w", 19)).addNodes(node("Add", "y", "x", "w"));
        var before = read(graph);
        assertThat(FoldWeights.in(before)).isSameAs(before);
    }

    /** Generated code divides integers by zero without a word, at compile time as well. */
    @Test
    void divisionByZeroIsNoFault() {
        var dividend = TensorMessage.newBuilder().setName("a").setElementType(INT64).addDims(17);
        var divisor = TensorMessage.newBuilder().setName("b").setElementType(INT64).addDims(17);
        for (int i = 0; i < 17; i++) {
            dividend.addInt64S(i);
            divisor.addInt64S(i - 3);
        }
        var graph =
                GraphMessage.newBuilder()
                        .setName("g")
                        .addInputs(value("x", INT64, size(17, "")))
                        .addOutputs(value("y", INT64))
                        .addInitializers(dividend)
                        .addInitializers(divisor)
                        .addNodes(node("Div", "ratio", "a", "b"))
                        .addNodes(node("Add", "y", "x", "ratio"));
        var before = read(graph);
        var after = FoldWeights.in(before);
        assertThat(parameters(after)).containsExactly("i64[17]");
        var x = new TensorData(TensorType.parse("i64[17]"), new long[17]);
        var results =
                Stream.of(before, after)
                        .map(one -> LoadedOnnx.of(one, 1).run(List.of(x)).getFirst().array())
                        .toList();
        assertThat((long[]) results.get(1)).containsExactly((long[]) results.get(0));
    }

    /** A small file may ask for as much as it likes, but not at compile time. */
    @Test
    void whatIsLargeIsLeftForTheCall() {
        var shape = TensorMessage.newBuilder().setName("shape").setElementType(7).addDims(3);
        List.of(1_000L, 1_000L, 19L).forEach(shape::addInt64S);
        var graph =
                rows(19).addInitializers(weights("w", 19))
                        .addInitializers(shape)
                        .addNodes(node("Exp", "power", "w"))
                        .addNodes(node("Expand", "wide", "power", "shape"))
                        .addNodes(node("ReduceSum", "sum", "wide", "axes"))
                        .addInitializers(
                                TensorMessage.newBuilder()
                                        .setName("axes")
                                        .setElementType(7)
                                        .addDims(2)
                                        .addInt64S(0)
                                        .addInt64S(1))
                        .addNodes(node("Add", "y", "x", "sum"));
        var after = FoldWeights.in(read(graph));
        assertThat(operators(after)).contains("reduceSum").doesNotContain("exp");
        assertThat(after.weights()).hasSize(1);
    }
}
