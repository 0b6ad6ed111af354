package dev.forja.compiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import dev.forja.frontend.onnx.proto.DimensionMessage;
import dev.forja.frontend.onnx.proto.EntryMessage;
import dev.forja.frontend.onnx.proto.FunctionMessage;
import dev.forja.frontend.onnx.proto.OperatorSetMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files that are wrong by accident or on purpose: diagnostics and exit code 1. */
class HostileModelTest {
    @TempDir Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void theModelThatTheOthersComeFromCompiles() throws IOException {
        assertThat(compile(OnnxModels.sum(OnnxModels.weights().build()).toByteArray()))
                .as(err::toString)
                .isZero();
    }

    @Test
    void everyTruncationIsDiagnosed() throws IOException {
        byte[] whole = OnnxModels.sum(OnnxModels.weights().build()).toByteArray();
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length));
        }
    }

    /** A flipped bit may leave a valid model; anything else is the input's fault, never ours. */
    @Test
    void flippedBitsAreNoDefect() throws IOException {
        byte[] whole = OnnxModels.sum(OnnxModels.weights().build()).toByteArray();
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
            assertRefused(
                    OnnxModels.sum(OnnxModels.weights().clearDims().addDims(size).build())
                            .toByteArray());
            assertRefused(
                    OnnxModels.sum(
                                    OnnxModels.weights()
                                            .clearDims()
                                            .addDims(size)
                                            .addDims(size)
                                            .build())
                            .toByteArray());
        }
    }

    @Test
    void externalDataStaysInTheFolder() throws IOException {
        Files.write(folder.resolve("secret"), new byte[8]);
        var inside = Files.createDirectories(folder.resolve("models"));
        Files.createSymbolicLink(inside.resolve("link"), folder.resolve("secret"));
        for (var location :
                new String[] {"../secret", "a/../../secret", folder + "/secret", "link", "none"}) {
            byte[] bytes = OnnxModels.sum(external(location, "0").build()).toByteArray();
            assertRefused(inside.resolve("model.onnx"), bytes);
        }
    }

    @Test
    void externalDataOutsideOfItsFileIsDiagnosed() throws IOException {
        Files.write(folder.resolve("data"), new byte[8]);
        for (var offset : new String[] {"1", "-8", "9223372036854775807", "x"}) {
            assertRefused(OnnxModels.sum(external("data", offset).build()).toByteArray());
        }
    }

    @Test
    void externalDataThatOverlapsIsDiagnosed() throws IOException {
        Files.write(folder.resolve("data"), new byte[32]);
        var model = OnnxModels.sum(external("data", "0").build()).toBuilder();
        var graph = model.getGraphBuilder();
        graph.addInitializers(external("data", "8").setName("beside"));
        graph.setNodes(0, OnnxModels.node("Sum", "y", "x", "w", "beside"));
        assertThat(compile(model.build().toByteArray())).as(err::toString).isZero();
        graph.setInitializers(1, external("data", "0").setName("beside"));
        assertThat(compile(model.build().toByteArray())).as(err::toString).isZero();
        graph.setInitializers(1, external("data", "4").setName("beside"));
        assertRefused(model.build().toByteArray());
    }

    @Test
    void aCycleIsDiagnosed() throws IOException {
        var model = OnnxModels.sum(OnnxModels.weights().build()).toBuilder();
        var graph = model.getGraphBuilder();
        graph.setNodes(0, OnnxModels.node("Add", "y", "y", "w"));
        assertRefused(model.build().toByteArray());
    }

    /** Each calls itself or the next one twice: 2^n calls if they were followed. */
    @Test
    void functionsWithoutEndAreDiagnosed() throws IOException {
        for (int functions : new int[] {1, 60}) {
            var model = OnnxModels.sum(OnnxModels.weights().build()).toBuilder();
            model.addOperatorSets(OperatorSetMessage.newBuilder().setDomain("f").setVersion(1));
            for (int i = 0; i < functions; i++) {
                var callee = "f" + (functions == 1 ? 0 : i + 1);
                model.addFunctions(
                        FunctionMessage.newBuilder()
                                .setDomain("f")
                                .setName("f" + i)
                                .addInputs("x")
                                .addOutputs("z")
                                .addOperatorSets(model.getOperatorSets(0))
                                .addOperatorSets(model.getOperatorSets(1))
                                .addNodes(
                                        OnnxModels.node(callee, "y", "x").toBuilder()
                                                .setDomain("f"))
                                .addNodes(
                                        OnnxModels.node(callee, "z", "y").toBuilder()
                                                .setDomain("f")));
            }
            model.getGraphBuilder()
                    .setNodes(0, OnnxModels.node("f0", "y", "x").toBuilder().setDomain("f"));
            if (functions > 1) {
                model.addFunctions(
                        FunctionMessage.newBuilder()
                                .setDomain("f")
                                .setName("f" + functions)
                                .addInputs("x")
                                .addOutputs("z")
                                .addOperatorSets(model.getOperatorSets(0))
                                .addNodes(OnnxModels.node("Neg", "z", "x")));
            }
            assertRefused(model.build().toByteArray());
        }
    }

    @Test
    void resultsThatNoArrayHoldsAreDiagnosed() throws IOException {
        var shape =
                TensorMessage.newBuilder()
                        .setName("shape")
                        .setElementType(OnnxModels.INT64)
                        .addDims(3)
                        .addAllInt64S(List.of(1L << 30, 1L << 30, 2L));
        var graph =
                OnnxModels.sum(OnnxModels.weights().build()).getGraph().toBuilder()
                        .addInitializers(shape)
                        .setNodes(0, OnnxModels.node("Expand", "y", "x", "shape"));
        assertRefused(OnnxModels.model(graph).toByteArray());
        var wide = new DimensionMessage[1000];
        Arrays.fill(wide, OnnxModels.size(1, ""));
        graph.setNodes(0, OnnxModels.node("Neg", "y", "x"))
                .setInputs(0, OnnxModels.value("x", OnnxModels.FLOAT, wide));
        assertRefused(OnnxModels.model(graph).toByteArray());
    }

    @Test
    void namesCannotForgeLines() throws IOException {
        var graph =
                OnnxModels.sum(OnnxModels.weights().build()).getGraph().toBuilder()
                        .setNodes(
                                0,
                                OnnxModels.node("Nonsense", "y", "x").toBuilder()
                                        .setName("a\u001b[2Jb\n0 errors"));
        assertRefused(OnnxModels.model(graph).toByteArray());
        assertThat(err.toString()).doesNotContain("\u001b").doesNotContain("\n0 errors");
    }

    /** In a process of its own with 1 GB: many parts, or parts deep in each other. */
    @Test
    void bombsAreDiagnosedWithinTimeAndMemory() throws Exception {
        var nested = new ByteArrayOutputStream();
        int depth = 10_000;
        // Of the model: its graph, and in there again and again node, attribute, graph.
        var lengths = new int[3 * depth + 1];
        for (int i = 1; i < lengths.length; i++) {
            lengths[i] =
                    lengths[i - 1] + 1 + CodedOutputStream.computeUInt32SizeNoTag(lengths[i - 1]);
        }
        var out = CodedOutputStream.newInstance(nested);
        int[] tags = {0x3A, 0x0A, 0x2A, 0x32};
        for (int i = 0; i < lengths.length; i++) {
            out.writeUInt32NoTag(tags[i == 0 ? 0 : 1 + (i - 1) % 3]);
            out.writeUInt32NoTag(lengths[lengths.length - 1 - i]);
        }
        out.flush();
        // An empty node is two bytes.
        var nodes = new byte[100_000_000];
        for (int i = 0; i < nodes.length; i += 2) {
            nodes[i] = 0x0A;
        }
        var many = new ByteArrayOutputStream();
        var graph = CodedOutputStream.newInstance(many);
        graph.writeByteArray(7, nodes);
        graph.flush();
        for (byte[] bomb : List.of(nested.toByteArray(), many.toByteArray())) {
            var file = Files.write(folder.resolve("bomb.onnx"), bomb);
            var log = folder.resolve("log");
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx1g",
                                    "-Xss8m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Main.class.getName(),
                                    "compile",
                                    file.toString(),
                                    "-d",
                                    folder.resolve("classes").toString())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            boolean isDone = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            var said = Files.readString(log);
            assertThat(isDone).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isOne();
            assertThat(said).contains("1 error").doesNotContain("Exception");
        }
    }

    private static TensorMessage.Builder external(String location, String offset) {
        return OnnxModels.weights()
                .clearFloats()
                .setDataLocation(1)
                .addExternal(entry("location", location))
                .addExternal(entry("offset", offset))
                .addExternal(entry("length", "8"));
    }

    private static EntryMessage entry(String key, String value) {
        return EntryMessage.newBuilder().setKey(key).setValue(value).build();
    }

    private void assertRefused(byte[] bytes) throws IOException {
        assertRefused(folder.resolve("model.onnx"), bytes);
    }

    private void assertRefused(Path file, byte[] bytes) throws IOException {
        int code = compile(file, bytes);
        assertThat(code).as(err::toString).isOne();
        assertThat(err.toString()).endsWith("\n1 error\n").doesNotContain("Exception");
    }

    private int compile(byte[] bytes) throws IOException {
        return compile(folder.resolve("model.onnx"), bytes);
    }

    private int compile(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        err.getBuffer().setLength(0);
        return OnnxModels.compile(file, folder.resolve("classes"), err);
    }
}
