package dev.forja.compiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.compiler.ModelCompiler;
import dev.forja.frontend.onnx.proto.DimensionMessage;
import dev.forja.frontend.onnx.proto.EntryMessage;
import dev.forja.frontend.onnx.proto.GraphMessage;
import dev.forja.frontend.onnx.proto.ModelMessage;
import dev.forja.frontend.onnx.proto.NodeMessage;
import dev.forja.frontend.onnx.proto.OperatorSetMessage;
import dev.forja.frontend.onnx.proto.ShapeMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.frontend.onnx.proto.TensorTypeMessage;
import dev.forja.frontend.onnx.proto.TypeMessage;
import dev.forja.frontend.onnx.proto.ValueMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files that are wrong by accident or on purpose: diagnostics and exit code 1. */
class HostileModelTest {
    private static final int FLOAT = 1;

    @TempDir Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void theModelThatTheOthersComeFromCompiles() throws IOException {
        assertThat(compile(model(weights().build()).toByteArray())).as(err::toString).isZero();
    }

    @Test
    void everyTruncationIsDiagnosed() throws IOException {
        byte[] whole = model(weights().build()).toByteArray();
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length));
        }
    }

    /** A flipped bit may leave a valid model; anything else is the input's fault, never ours. */
    @Test
    void flippedBitsAreNoDefect() throws IOException {
        byte[] whole = model(weights().build()).toByteArray();
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] flipped = whole.clone();
            int bit = random.nextInt(8 * flipped.length);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(compile(flipped)).as("bit " + bit + ": " + err).isIn(0, 1);
        }
    }

    @Test
    void absurdSizesAreDiagnosed() throws IOException {
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 31, 1L << 62}) {
            assertRefused(model(weights().clearDims().addDims(size).build()).toByteArray());
            assertRefused(
                    model(weights().clearDims().addDims(size).addDims(size).build()).toByteArray());
        }
    }

    @Test
    void externalDataStaysInTheFolder() throws IOException {
        Files.write(folder.resolve("secret"), new byte[8]);
        var inside = Files.createDirectories(folder.resolve("models"));
        Files.createSymbolicLink(inside.resolve("link"), folder.resolve("secret"));
        for (var location :
                new String[] {"../secret", "a/../../secret", folder + "/secret", "link", "none"}) {
            byte[] bytes = model(external(location, "0").build()).toByteArray();
            assertRefused(inside.resolve("model.onnx"), bytes);
        }
    }

    @Test
    void externalDataOutsideOfItsFileIsDiagnosed() throws IOException {
        Files.write(folder.resolve("data"), new byte[8]);
        for (var offset : new String[] {"1", "-8", "9223372036854775807", "x"}) {
            assertRefused(model(external("data", offset).build()).toByteArray());
        }
    }

    @Test
    void aCycleIsDiagnosed() throws IOException {
        var model = model(weights().build()).toBuilder();
        var graph = model.getGraphBuilder();
        graph.setNodes(0, node("Add", "y", "y", "w"));
        assertRefused(model.build().toByteArray());
    }

    private static TensorMessage.Builder weights() {
        return TensorMessage.newBuilder()
                .setName("w")
                .setElementType(FLOAT)
                .addDims(2)
                .addFloats(1)
                .addFloats(2);
    }

    private static TensorMessage.Builder external(String location, String offset) {
        return weights()
                .clearFloats()
                .setDataLocation(1)
                .addExternal(entry("location", location))
                .addExternal(entry("offset", offset))
                .addExternal(entry("length", "8"));
    }

    private static EntryMessage entry(String key, String value) {
        return EntryMessage.newBuilder().setKey(key).setValue(value).build();
    }

    /** y = x + w, with a vector of two. */
    private static ModelMessage model(TensorMessage weights) {
        var graph =
                GraphMessage.newBuilder()
                        .setName("sum")
                        .addInputs(value("x"))
                        .addOutputs(value("y"))
                        .addInitializers(weights)
                        .addNodes(node("Add", "y", "x", "w"));
        return ModelMessage.newBuilder()
                .setIrVersion(8)
                .addOperatorSets(OperatorSetMessage.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
    }

    private static NodeMessage node(String operator, String output, String... inputs) {
        return NodeMessage.newBuilder()
                .setOperator(operator)
                .addOutputs(output)
                .addAllInputs(Arrays.asList(inputs))
                .build();
    }

    private static ValueMessage value(String name) {
        var shape = ShapeMessage.newBuilder().addDims(DimensionMessage.newBuilder().setValue(2));
        var tensor = TensorTypeMessage.newBuilder().setElementType(FLOAT).setShape(shape);
        return ValueMessage.newBuilder()
                .setName(name)
                .setType(TypeMessage.newBuilder().setTensor(tensor))
                .build();
    }

    private void assertRefused(byte[] bytes) throws IOException {
        assertRefused(folder.resolve("model.onnx"), bytes);
    }

    private void assertRefused(Path file, byte[] bytes) throws IOException {
        int code = compile(file, bytes);
        assertThat(code).as(err::toString).isOne();
        assertThat(err.toString()).isNotBlank().doesNotContain("Exception");
    }

    private int compile(byte[] bytes) throws IOException {
        return compile(folder.resolve("model.onnx"), bytes);
    }

    private int compile(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        err.getBuffer().setLength(0);
        return Main.run(
                new ModelCompiler(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                "compile",
                file.toString(),
                "-d",
                folder.resolve("classes").toString());
    }
}
