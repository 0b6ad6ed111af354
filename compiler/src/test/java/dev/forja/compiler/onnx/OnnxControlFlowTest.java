package dev.forja.compiler.onnx;

import static dev.forja.compiler.cli.OnnxModels.BOOL;
import static dev.forja.compiler.cli.OnnxModels.FLOAT;
import static dev.forja.compiler.cli.OnnxModels.INT64;
import static dev.forja.compiler.cli.OnnxModels.model;
import static dev.forja.compiler.cli.OnnxModels.node;
import static dev.forja.compiler.cli.OnnxModels.size;
import static dev.forja.compiler.cli.OnnxModels.value;
import static dev.forja.compiler.cli.OnnxModels.wholes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.compiler.cli.OnnxModels;
import dev.forja.frontend.onnx.OnnxException;
import dev.forja.frontend.onnx.OnnxFrontend;
import dev.forja.frontend.onnx.OnnxModel;
import dev.forja.frontend.onnx.OnnxOptions;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.frontend.onnx.proto.AttributeMessage;
import dev.forja.frontend.onnx.proto.DimensionMessage;
import dev.forja.frontend.onnx.proto.GraphMessage;
import dev.forja.frontend.onnx.proto.NodeMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.frontend.onnx.proto.ValueMessage;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.control.If;
import dev.forja.ir.op.control.RegionOp;
import dev.forja.ir.op.control.Scan;
import dev.forja.ir.op.control.While;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.type.TensorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Control flow of ONNX models that is not decided at compile time: what comes out in code for each
 * lane count is what the interpreter computes in f64, with equal bits.
 */
class OnnxControlFlowTest {
    private static final int UINT8 = 2;
    private static final List<Integer> LANES = List.of(1, 4, 8, 16);

    private static ValueMessage floats(String name, String... dims) {
        return value(
                name,
                FLOAT,
                Arrays.stream(dims).map(OnnxControlFlowTest::dim).toArray(DimensionMessage[]::new));
    }

    private static DimensionMessage dim(String text) {
        return Character.isDigit(text.charAt(0)) ? size(Long.parseLong(text), "") : size(0, text);
    }

    private static AttributeMessage graph(String name, GraphMessage.Builder body) {
        return AttributeMessage.newBuilder().setName(name).setKind(5).setGraph(body).build();
    }

    private static NodeMessage.Builder control(
            String operator, List<String> inputs, List<String> outputs) {
        return NodeMessage.newBuilder()
                .setOperator(operator)
                .addAllInputs(inputs)
                .addAllOutputs(outputs);
    }

    private static TensorMessage.Builder number(String name, float value) {
        return TensorMessage.newBuilder().setName(name).setElementType(FLOAT).addFloats(value);
    }

    private static TensorMessage.Builder whole(String name, long... values) {
        var tensor = TensorMessage.newBuilder().setName(name).setElementType(INT64);
        Arrays.stream(values).forEach(tensor::addInt64S);
        return tensor;
    }

    /** state = state * 0.5 + x[pass], each = -state; x and the half come from outside. */
    private static GraphMessage.Builder decay(String goes) {
        return GraphMessage.newBuilder()
                .addInputs(value("i", INT64))
                .addInputs(value("go", BOOL))
                .addInputs(floats("state", "5"))
                .addOutputs(value(goes, BOOL))
                .addOutputs(floats("next", "5"))
                .addOutputs(floats("each", "5"))
                .addNodes(node("Identity", "go_on", "go"))
                .addNodes(node("Gather", "row", "x", "i"))
                .addNodes(node("Mul", "halved", "state", "half"))
                .addNodes(node("Add", "next", "halved", "row"))
                .addNodes(
                        node("ReduceMax", "most", "next").toBuilder()
                                .addAttributes(OnnxControlFlowTest.no("keepdims")))
                .addNodes(node("Less", "is_small", "most", "limit"))
                .addNodes(node("Neg", "each", "next"));
    }

    private static AttributeMessage no(String name) {
        return OnnxModels.whole(name, 0);
    }

    private static GraphMessage.Builder loop(String count, String goes, boolean stacks) {
        return GraphMessage.newBuilder()
                .setName("loop")
                .addInputs(floats("x", "n", "5"))
                .addInputs(floats("first", "5"))
                .addOutputs(floats("last", "5"))
                .addInitializers(number("half", 0.5f))
                .addInitializers(number("limit", 2.5f))
                .addNodes(
                        control(
                                        "Loop",
                                        List.of(count, "", "first"),
                                        stacks ? List.of("last", "all") : List.of("last"))
                                .addAttributes(graph("body", decay(goes))));
    }

    private static Tensor tensor(String type, double... values) {
        var tensor = Tensor.zeros(TensorType.parse(type));
        for (int i = 0; i < tensor.size(); i++) {
            double value = values.length == 0 ? Math.sin(i + 1) : values[i];
            tensor.set(i, tensor.type().dtype().isFloat() ? (Number) value : (Number) (long) value);
        }
        return tensor;
    }

    private static OnnxModel read(GraphMessage.Builder graph) {
        return OnnxFrontend.read(
                Path.of("model.onnx"), model(graph), new OnnxOptions(Map.of(), Map.of(), Map.of()));
    }

    /** All operators, those of regions too. */
    private static Stream<TensorOp> operators(List<Node> nodes) {
        return nodes.stream()
                .flatMap(node -> {
                    var inner =
                            node.op() instanceof RegionOp op
                                    ? op.regions().stream().flatMap(r -> operators(r.nodes()))
                                    : Stream.<TensorOp>empty();
                    return Stream.concat(Stream.of(node.op()), inner);
                });
    }

    private static void assertHas(OnnxModel model, Class<?>... wanted) {
        var found =
                operators(model.model().entries().getFirst().forward().nodes())
                        .filter(RegionOp.class::isInstance)
                        .map(Object::getClass)
                        .toList();
        assertThat(found).as("control flow").containsOnly(wanted);
    }

    private static void assertComputes(OnnxModel model, Tensor... inputs) {
        var function = model.model().entries().getFirst().forward();
        var symbols = new TreeMap<String, Long>();
        var arguments = new ArrayList<Tensor>();
        int next = 0;
        for (var param : function.params()) {
            if (function.role(param) == Role.PARAMETER) {
                arguments.add(tensor(model.weights().get(param.name())));
                continue;
            }
            var input = inputs[next++];
            arguments.add(input);
            for (int axis = 0; axis < input.type().rank(); axis++) {
                var dim = param.type().shape().dim(axis);
                if (!dim.isConstant()) {
                    symbols.put(dim.toString(), input.type().shape().dim(axis).constant());
                }
            }
        }
        var expected = Interpreter.run(function, symbols, arguments);
        List<TensorData> first = null;
        for (int lanes : LANES) {
            var results =
                    LoadedOnnx.of(model, lanes)
                            .run(Arrays.stream(inputs).map(OnnxControlFlowTest::data).toList());
            for (int i = 0; i < results.size(); i++) {
                assertClose(results.get(i), expected.get(i), lanes);
                if (first != null) {
                    assertThat(results.get(i).array())
                            .as("%d lanes, output %d", lanes, i)
                            .isEqualTo(first.get(i).array());
                }
            }
            first = first == null ? copies(results) : first;
        }
    }

    private static List<TensorData> copies(List<TensorData> results) {
        return results.stream().map(result -> data(tensor(result))).toList();
    }

    private static void assertClose(TensorData found, Tensor expected, int lanes) {
        assertThat(found.type()).isEqualTo(expected.type());
        for (int i = 0; i < expected.size(); i++) {
            double wanted = expected.get(i).doubleValue();
            assertThat(found.element(i).doubleValue())
                    .as("%d lanes, element %d", lanes, i)
                    .isCloseTo(wanted, Offset.offset(1e-6 + 1e-6 * Math.abs(wanted)));
        }
    }

    private static Tensor tensor(TensorData data) {
        var tensor = Tensor.zeros(data.type());
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, data.element(i));
        }
        return tensor;
    }

    private static TensorData data(Tensor tensor) {
        int size = tensor.size();
        Object array =
                switch (tensor.type().dtype()) {
                    case F32 -> {
                        var floats = new float[size];
                        for (int i = 0; i < size; i++) {
                            floats[i] = tensor.get(i).floatValue();
                        }
                        yield floats;
                    }
                    case I64 -> {
                        var longs = new long[size];
                        for (int i = 0; i < size; i++) {
                            longs[i] = tensor.get(i).longValue();
                        }
                        yield longs;
                    }
                    case BOOL -> {
                        var booleans = new boolean[size];
                        for (int i = 0; i < size; i++) {
                            booleans[i] = tensor.get(i).intValue() != 0;
                        }
                        yield booleans;
                    }
                    default -> throw new IllegalStateException(tensor.type() + "");
                };
        return new TensorData(tensor.type(), array, OnnxElement.of(tensor.type().dtype()));
    }

    @Test
    void loopOverSymbolicLengthStacks() {
        var graph =
                loop("count", "go_on", true)
                        .addOutputs(floats("all", "n", "5"))
                        .clearNodes()
                        .addInitializers(whole("zero", 0))
                        .addNodes(node("Shape", "shape", "x"))
                        .addNodes(node("Gather", "count", "shape", "zero"))
                        .addAllNodes(loop("count", "go_on", true).getNodesList());
        var model = read(graph);
        assertHas(model, Scan.class);
        for (int length : new int[] {0, 1, 2, 17}) {
            assertComputes(model, tensor("f32[%d, 5]".formatted(length)), tensor("f32[5]"));
        }
    }

    /** Bytes wrap in each pass, and what is stacked are bytes too. */
    @Test
    void loopCarriesBytes() {
        var body =
                GraphMessage.newBuilder()
                        .addInputs(value("i", INT64))
                        .addInputs(value("go", BOOL))
                        .addInputs(value("state", UINT8, size(2, "")))
                        .addOutputs(value("go_on", BOOL))
                        .addOutputs(value("next", UINT8, size(2, "")))
                        .addOutputs(value("each", UINT8, size(2, "")))
                        .addNodes(node("Identity", "go_on", "go"))
                        .addNodes(cast("step", "hundred", UINT8))
                        .addNodes(node("Add", "next", "state", "step"))
                        .addNodes(node("Identity", "each", "next"));
        var graph =
                GraphMessage.newBuilder()
                        .setName("loop")
                        .addInputs(floats("x", "n"))
                        .addInputs(floats("first", "2"))
                        .addOutputs(floats("last", "2"))
                        .addOutputs(floats("all", "n", "2"))
                        .addInitializers(number("hundred", 100))
                        .addInitializers(whole("zero", 0))
                        .addNodes(node("Shape", "shape", "x"))
                        .addNodes(node("Gather", "count", "shape", "zero"))
                        .addNodes(cast("bytes", "first", UINT8))
                        .addNodes(
                                control(
                                                "Loop",
                                                List.of("count", "", "bytes"),
                                                List.of("last_bytes", "all_bytes"))
                                        .addAttributes(graph("body", body)))
                        .addNodes(cast("last", "last_bytes", FLOAT))
                        .addNodes(cast("all", "all_bytes", FLOAT));
        var model = read(graph);
        assertHas(model, Scan.class);
        var results =
                LoadedOnnx.of(model, 1)
                        .run(List.of(data(tensor("f32[3]")), data(tensor("f32[2]", 7, 100))));
        assertThat((float[]) results.get(0).array()).containsExactly(51, 144);
        assertThat((float[]) results.get(1).array()).containsExactly(107, 200, 207, 44, 51, 144);
    }

    private static NodeMessage cast(String result, String operand, int type) {
        return node("Cast", result, operand).toBuilder()
                .addAttributes(OnnxModels.whole("to", type))
                .build();
    }

    @Test
    void manyPassesOfKnownNumberAreOneRegion() {
        var model =
                read(
                        loop("count", "go_on", true)
                                .addOutputs(floats("all", "40", "5"))
                                .addInitializers(whole("count", 40)));
        assertHas(model, Scan.class);
        assertComputes(model, tensor("f32[40, 5]"), tensor("f32[5]"));
    }

    @Test
    void numberOfPassesIsAnInput() {
        var graph = loop("count", "go_on", false).addInputs(value("count", INT64));
        var model = read(graph);
        assertHas(model, While.class);
        for (int count : new int[] {-1, 0, 1, 7}) {
            assertComputes(model, tensor("f32[7, 5]"), tensor("f32[5]"), tensor("i64[]", count));
        }
    }

    @Test
    void conditionOfDataEndsTheLoop() {
        var model = read(loop("count", "is_small", false).addInitializers(whole("count", 30)));
        assertHas(model, While.class);
        for (double start : new double[] {0, 2, 20}) {
            assertComputes(
                    model, tensor("f32[30, 5]"), tensor("f32[5]", start, start, -start, 1, start));
        }
        var counted = loop("count", "is_small", false).addInputs(value("count", INT64));
        assertComputes(read(counted), tensor("f32[9, 5]"), tensor("f32[5]"), tensor("i64[]", 9));
    }

    @Test
    void stackOfUnknownLengthIsReported() {
        var graph =
                loop("count", "go_on", true)
                        .addOutputs(floats("all", "m", "5"))
                        .addInputs(value("count", INT64));
        assertThatThrownBy(() -> read(graph))
                .isInstanceOfSatisfying(
                        OnnxException.class,
                        e -> assertThat(e.deciding()).containsExactly("count"));
        var early =
                loop("count", "is_small", true)
                        .addOutputs(floats("all", "m", "5"))
                        .addInitializers(whole("count", 2000));
        assertThatThrownBy(() -> read(early)).hasMessageContaining("stacks results");
    }

    @Test
    void shapeThatGrowsByPassIsWrittenOutOrReported() {
        var body =
                GraphMessage.newBuilder()
                        .addInputs(value("i", INT64))
                        .addInputs(value("go", BOOL))
                        .addInputs(floats("state", "2"))
                        .addOutputs(value("go_on", BOOL))
                        .addOutputs(floats("next", "m"))
                        .addNodes(node("Identity", "go_on", "go"))
                        .addNodes(
                                node("Concat", "next", "state", "state").toBuilder()
                                        .addAttributes(no("axis")));
        var grown =
                GraphMessage.newBuilder()
                        .addInputs(floats("first", "2"))
                        .addOutputs(floats("last", "m"))
                        .addNodes(
                                control("Loop", List.of("count", "", "first"), List.of("last"))
                                        .addAttributes(graph("body", body)));
        assertComputes(read(grown.clone().addInitializers(whole("count", 4))), tensor("f32[2]"));
        assertThatThrownBy(() -> read(grown.clone().addInputs(value("count", INT64))))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("carries f32[2] into a pass and f32[4] out of it");
    }

    private static GraphMessage.Builder result(String operator, String result) {
        return GraphMessage.newBuilder()
                .addOutputs(floats(result, "5"))
                .addNodes(node(operator, result, "next_plain"));
    }

    @Test
    void branchInsideOfLoop() {
        var body =
                GraphMessage.newBuilder()
                        .addInputs(value("i", INT64))
                        .addInputs(value("go", BOOL))
                        .addInputs(floats("state", "5"))
                        .addOutputs(value("go_on", BOOL))
                        .addOutputs(floats("next", "5"))
                        .addNodes(node("Identity", "go_on", "go"))
                        .addNodes(node("Gather", "row", "x", "i"))
                        .addNodes(node("Add", "next_plain", "state", "row"))
                        .addNodes(
                                node("ReduceSum", "sum", "next_plain").toBuilder()
                                        .addAttributes(no("keepdims")))
                        .addNodes(node("Less", "is_low", "sum", "limit"))
                        .addNodes(
                                control("If", List.of("is_low"), List.of("next"))
                                        .addAttributes(graph("then_branch", result("Neg", "a")))
                                        .addAttributes(graph("else_branch", result("Tanh", "b"))));
        var graph =
                GraphMessage.newBuilder()
                        .addInputs(floats("x", "n", "5"))
                        .addInputs(floats("first", "5"))
                        .addInputs(value("count", INT64))
                        .addOutputs(floats("last", "5"))
                        .addInitializers(number("limit", 0.25f))
                        .addNodes(
                                control("Loop", List.of("count", "", "first"), List.of("last"))
                                        .addAttributes(graph("body", body)));
        var model = read(graph);
        assertHas(model, While.class, If.class);
        assertComputes(model, tensor("f32[13, 5]"), tensor("f32[5]"), tensor("i64[]", 13));
    }

    @Test
    void branchOfAnInputRunsOneSide() {
        var then =
                GraphMessage.newBuilder()
                        .addOutputs(floats("a", "n", "4"))
                        .addOutputs(floats("a2", "n", "4"))
                        .addInitializers(number("two", 2))
                        .addNodes(node("Mul", "a", "x", "two"))
                        .addNodes(node("Add", "a2", "a", "y"));
        var otherwise =
                GraphMessage.newBuilder()
                        .addOutputs(floats("y", "n", "4"))
                        .addOutputs(floats("b2", "n", "4"))
                        .addNodes(node("Softmax", "b2", "x"));
        var graph =
                GraphMessage.newBuilder()
                        .addInputs(value("condition", BOOL))
                        .addInputs(floats("x", "n", "4"))
                        .addInputs(floats("y", "n", "4"))
                        .addOutputs(floats("one", "n", "4"))
                        .addOutputs(floats("two_", "n", "4"))
                        .addNodes(
                                control("If", List.of("condition"), List.of("one", "two_"))
                                        .addAttributes(graph("then_branch", then))
                                        .addAttributes(graph("else_branch", otherwise)));
        var model = read(graph);
        assertHas(model, If.class);
        for (int holds : new int[] {0, 1}) {
            assertComputes(
                    model, tensor("bool[]", holds), tensor("f32[3, 4]"), tensor("f32[3, 4]"));
        }
    }

    private static NodeMessage.Builder scan(long first, long second, long output) {
        var body =
                GraphMessage.newBuilder()
                        .addInputs(floats("state", "3"))
                        .addInputs(floats("a", "3"))
                        .addInputs(floats("b", "3"))
                        .addOutputs(floats("next", "3"))
                        .addOutputs(floats("each", "3"))
                        .addNodes(node("Mul", "product", "a", "b"))
                        .addNodes(node("Mul", "kept", "state", "half"))
                        .addNodes(node("Add", "next", "kept", "product"))
                        .addNodes(node("Sub", "each", "next", "a"));
        return control("Scan", List.of("start", "x", "y"), List.of("last", "all"))
                .addAttributes(OnnxModels.whole("num_scan_inputs", 2))
                .addAttributes(wholes("scan_input_axes", 0, 1))
                .addAttributes(wholes("scan_input_directions", first, second))
                .addAttributes(wholes("scan_output_directions", output))
                .addAttributes(wholes("scan_output_axes", -1))
                .addAttributes(graph("body", body));
    }

    @Test
    void scanOverSymbolicLengthInAllDirections() {
        for (int code = 0; code < 8; code++) {
            var graph =
                    GraphMessage.newBuilder()
                            .addInputs(floats("start", "3"))
                            .addInputs(floats("x", "n", "3"))
                            .addInputs(floats("y", "3", "n"))
                            .addOutputs(floats("last", "3"))
                            .addOutputs(floats("all", "3", "n"))
                            .addInitializers(number("half", 0.5f))
                            .addNodes(scan(code & 1, code >> 1 & 1, code >> 2));
            var symbolic = read(graph);
            assertHas(symbolic, Scan.class);
            var inputs = new Tensor[] {tensor("f32[3]"), tensor("f32[6, 3]"), tensor("f32[3, 6]")};
            assertComputes(symbolic, inputs);
            // Six positions of a known number are written out, which is the other way to compute
            // it.
            var written =
                    OnnxFrontend.read(
                            Path.of("model.onnx"),
                            model(graph),
                            new OnnxOptions(Map.of("n", 6L), Map.of(), Map.of()));
            assertHas(written);
            var arguments = Arrays.stream(inputs).map(OnnxControlFlowTest::data).toList();
            var one = copies(LoadedOnnx.of(symbolic, 4).run(arguments));
            var other = LoadedOnnx.of(written, 4).run(arguments);
            for (int i = 0; i < 2; i++) {
                assertThat(other.get(i).array()).as("code %d", code).isEqualTo(one.get(i).array());
            }
        }
    }

    @Test
    void initializerUsedInRegionAndOutside() {
        var graph =
                loop("count", "go_on", false)
                        .addInputs(value("count", INT64))
                        .addOutputs(floats("scaled", "5"))
                        .addNodes(node("Mul", "scaled", "last", "half"));
        assertComputes(read(graph), tensor("f32[7, 5]"), tensor("f32[5]"), tensor("i64[]", 3));
    }
}
