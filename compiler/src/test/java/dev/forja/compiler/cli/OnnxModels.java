package dev.forja.compiler.cli;

import dev.forja.compiler.ModelCompiler;
import dev.forja.frontend.onnx.proto.AttributeMessage;
import dev.forja.frontend.onnx.proto.DimensionMessage;
import dev.forja.frontend.onnx.proto.GraphMessage;
import dev.forja.frontend.onnx.proto.ModelMessage;
import dev.forja.frontend.onnx.proto.NodeMessage;
import dev.forja.frontend.onnx.proto.OperatorSetMessage;
import dev.forja.frontend.onnx.proto.ShapeMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.frontend.onnx.proto.TensorTypeMessage;
import dev.forja.frontend.onnx.proto.TypeMessage;
import dev.forja.frontend.onnx.proto.ValueMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Small ONNX models for tests. */
public final class OnnxModels {
    public static final int FLOAT = 1;
    public static final int INT64 = 7;
    public static final int BOOL = 9;

    private OnnxModels() {}

    /** y = x + w, with a vector of two. */
    static ModelMessage sum(TensorMessage weights) {
        return model(
                GraphMessage.newBuilder()
                        .setName("sum")
                        .addInputs(vector("x"))
                        .addOutputs(vector("y"))
                        .addInitializers(weights)
                        .addNodes(node("Add", "y", "x", "w")));
    }

    public static ModelMessage model(GraphMessage.Builder graph) {
        return ModelMessage.newBuilder()
                .setIrVersion(8)
                .addOperatorSets(OperatorSetMessage.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
    }

    /** Models of all that the importer treats in its own way, as seeds of mutations. */
    static List<ModelMessage> all() {
        return List.of(sum(weights().build()), convolution(), shapes(), branch(), loop());
    }

    private static ModelMessage convolution() {
        var weights = TensorMessage.newBuilder().setName("w").setElementType(FLOAT);
        weights.addDims(2).addDims(1).addDims(3);
        for (int i = 0; i < 6; i++) {
            weights.addFloats(i);
        }
        return model(
                GraphMessage.newBuilder()
                        .setName("convolution")
                        .addInputs(value("x", FLOAT, size(0, "n"), size(1, ""), size(8, "")))
                        .addOutputs(value("y", FLOAT))
                        .addInitializers(weights)
                        .addNodes(
                                node("Conv", "c", "x", "w").toBuilder()
                                        .addAttributes(wholes("pads", 1, 1))
                                        .addAttributes(wholes("strides", 2)))
                        .addNodes(node("Relu", "y", "c")));
    }

    private static ModelMessage shapes() {
        var target = TensorMessage.newBuilder().setName("target").setElementType(INT64);
        target.addDims(2).addInt64S(0).addInt64S(-1);
        return model(
                GraphMessage.newBuilder()
                        .setName("shapes")
                        .addInputs(value("x", FLOAT, size(0, "n"), size(2, ""), size(3, "")))
                        .addOutputs(value("y", FLOAT))
                        .addInitializers(target)
                        .addNodes(node("Reshape", "flat", "x", "target"))
                        .addNodes(node("Shape", "shape", "flat"))
                        .addNodes(node("Expand", "wide", "flat", "shape"))
                        .addNodes(
                                node("Concat", "both", "wide", "flat").toBuilder()
                                        .addAttributes(whole("axis", 1)))
                        .addNodes(
                                node("Transpose", "y", "both").toBuilder()
                                        .addAttributes(wholes("perm", 1, 0))));
    }

    private static ModelMessage branch() {
        return model(
                GraphMessage.newBuilder()
                        .setName("branch")
                        .addInputs(value("condition", BOOL))
                        .addInputs(vector("x"))
                        .addOutputs(vector("y"))
                        .addNodes(
                                node("If", "y", "condition").toBuilder()
                                        .addAttributes(body("then_branch", "Neg"))
                                        .addAttributes(body("else_branch", "Abs"))));
    }

    private static AttributeMessage body(String name, String operator) {
        var graph =
                GraphMessage.newBuilder()
                        .setName(name)
                        .addOutputs(vector(name + "_y"))
                        .addNodes(node(operator, name + "_y", "x"));
        return AttributeMessage.newBuilder().setName(name).setKind(5).setGraph(graph).build();
    }

    private static ModelMessage loop() {
        var trips = TensorMessage.newBuilder().setName("trips").setElementType(INT64);
        var body =
                GraphMessage.newBuilder()
                        .setName("body")
                        .addInputs(value("i", INT64))
                        .addInputs(value("go", BOOL))
                        .addInputs(vector("state"))
                        .addOutputs(value("go_on", BOOL))
                        .addOutputs(vector("next"))
                        .addOutputs(vector("each"))
                        .addNodes(node("Identity", "go_on", "go"))
                        .addNodes(node("Add", "next", "state", "x"))
                        .addNodes(node("Neg", "each", "state"));
        var attribute = AttributeMessage.newBuilder().setName("body").setKind(5).setGraph(body);
        return model(
                GraphMessage.newBuilder()
                        .setName("loop")
                        .addInputs(vector("x"))
                        .addOutputs(vector("last"))
                        .addOutputs(value("stack", FLOAT, size(3, ""), size(2, "")))
                        .addInitializers(trips.addInt64S(3))
                        .addNodes(
                                NodeMessage.newBuilder()
                                        .setOperator("Loop")
                                        .addAllInputs(List.of("trips", "", "x"))
                                        .addAllOutputs(List.of("last", "stack"))
                                        .addAttributes(attribute)));
    }

    static TensorMessage.Builder weights() {
        return TensorMessage.newBuilder()
                .setName("w")
                .setElementType(FLOAT)
                .addDims(2)
                .addFloats(1)
                .addFloats(2);
    }

    public static AttributeMessage whole(String name, long value) {
        return AttributeMessage.newBuilder().setName(name).setKind(2).setWhole(value).build();
    }

    public static AttributeMessage wholes(String name, long... values) {
        var attribute = AttributeMessage.newBuilder().setName(name).setKind(7);
        Arrays.stream(values).forEach(attribute::addWholes);
        return attribute.build();
    }

    public static NodeMessage node(String operator, String output, String... inputs) {
        return NodeMessage.newBuilder()
                .setOperator(operator)
                .addOutputs(output)
                .addAllInputs(Arrays.asList(inputs))
                .build();
    }

    public static ValueMessage vector(String name) {
        return value(name, FLOAT, size(2, ""));
    }

    public static ValueMessage value(String name, int element, DimensionMessage... sizes) {
        var shape = ShapeMessage.newBuilder().addAllDims(Arrays.asList(sizes));
        var tensor = TensorTypeMessage.newBuilder().setElementType(element).setShape(shape);
        return ValueMessage.newBuilder()
                .setName(name)
                .setType(TypeMessage.newBuilder().setTensor(tensor))
                .build();
    }

    /** A number, or a symbol if it has a name. */
    public static DimensionMessage size(long value, String symbol) {
        return symbol.isEmpty()
                ? DimensionMessage.newBuilder().setValue(value).build()
                : DimensionMessage.newBuilder().setSymbol(symbol).build();
    }

    /** Compiles a model for one lane count as the command line does, and gives its exit code. */
    static int compile(Path model, Path classes, StringWriter err) {
        return Main.run(
                new ModelCompiler(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                "compile",
                model.toString(),
                "--lanes",
                "4",
                "-d",
                classes.toString());
    }
}
