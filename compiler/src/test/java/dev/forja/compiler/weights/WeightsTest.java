package dev.forja.compiler.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.CompiledClass;
import dev.forja.compiler.ModelCompiler;
import dev.forja.compiler.WeightsRequest;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.compiler.npy.NpyArray;
import dev.forja.compiler.npy.NpyFiles;
import dev.forja.ir.diag.CompileException;
import dev.forja.runtime.ElementType;
import dev.forja.runtime.Parameters;
import dev.forja.runtime.TensorBlock;
import dev.forja.runtime.TensorFileWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of files from elsewhere become the initial values of a compiled class. */
class WeightsTest {
    private static final String SOURCE =
            """
            import static dev.forja.dsl.Functions.*;
            import dev.forja.dsl.*;
            import dev.forja.dsl.layer.*;

            @Model
            class Small {
                final Dense first = new Dense(3, 2);
                @Parameter Tensor scale = ones(2);

                @Entry
                Tensor run(@Shape("n, 3") Tensor x) {
                    return first.apply(x).times(scale);
                }
            }
            """;

    private static final float[] WEIGHTS = {1, 2, 3, 4, 5, 6};
    private static final float[] TRANSPOSED = {1, 3, 5, 2, 4, 6};
    private static final float[] BIAS = {7, 8};
    private static final float[] SCALE = {9, 10};

    @TempDir private Path folder;
    private final List<String> notes = new ArrayList<>();
    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = Files.writeString(folder.resolve("Small.java"), SOURCE);
    }

    @Test
    void safetensorsByOurNames() throws IOException {
        var file =
                safetensors(
                        block("first.weights", WEIGHTS, 3, 2),
                        block("first.bias", BIAS, 2),
                        block("scale", SCALE, 2),
                        block("other", SCALE, 2));
        check(parameters(file, Map.of(), false));
        assertThat(notes)
                .containsExactly(
                        file + ": 3 of 3 parameters of Small",
                        "  first.weights f32[3, 2] <- first.weights",
                        "  first.bias f32[2] <- first.bias",
                        "  scale f32[2] <- scale",
                        "  not used: other");
    }

    @Test
    void namesAndLayoutOfPyTorch() throws IOException {
        var file =
                safetensors(
                        block("fc.weight", TRANSPOSED, 2, 3),
                        block("fc.bias", BIAS, 2),
                        block("gain", SCALE, 2));
        var names =
                Map.of(
                        "first.weights", "transpose(fc.weight)",
                        "first.*", "fc.*",
                        "scale", "gain");
        check(parameters(file, names, false));
        assertThat(notes).contains("  first.weights f32[3, 2] <- transpose(fc.weight)");
        var permuted =
                Map.of(
                        "first.weights", "permute(fc.weight, 1, 0)",
                        "first.*", "fc.*",
                        "scale", "gain");
        check(parameters(file, permuted, false));
    }

    @Test
    void npz() throws IOException {
        var file = folder.resolve("small.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            add(zip, "first.weights", WEIGHTS, 3, 2);
            add(zip, "first.bias", BIAS, 2);
            add(zip, "scale", SCALE, 2);
        }
        check(parameters(file, Map.of(), false));
    }

    @Test
    void halfFloats() throws IOException {
        var data = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : WEIGHTS) {
            data.putShort(Float.floatToFloat16(value));
        }
        for (float value : BIAS) {
            data.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
        }
        for (float value : SCALE) {
            data.putShort(Float.floatToFloat16(value));
        }
        var header =
                "{'first.weights':{'dtype':'F16','shape':[3,2],'data_offsets':[0,12]},"
                        + "'first.bias':{'dtype':'BF16','shape':[2],'data_offsets':[12,16]},"
                        + "'scale':{'dtype':'F16','shape':[2],'data_offsets':[16,20]}}";
        check(parameters(raw(header, data.array()), Map.of(), false));
    }

    @Test
    void whatIsMissingKeepsItsInitialValues() throws IOException {
        var file = safetensors(block("first.weights", WEIGHTS, 3, 2));
        var parameters = parameters(file, Map.of(), true);
        assertThat(parameters.floats("first.weights")).containsExactly(WEIGHTS);
        assertThat(parameters.floats("scale")).containsExactly(1, 1);
        assertThat(notes).contains("  initial values: first.bias, scale");
    }

    @Test
    void theClassIsTheSameTwice() throws IOException {
        var file =
                safetensors(
                        block("first.weights", WEIGHTS, 3, 2),
                        block("first.bias", BIAS, 2),
                        block("scale", SCALE, 2));
        var first = compile(file, Map.of(), false);
        var second = compile(file, Map.of(), false);
        assertThat(first).hasSameSizeAs(second);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i).bytes()).isEqualTo(first.get(i).bytes());
        }
    }

    @Test
    void everythingThatDoesNotFitIsSaid() throws IOException {
        var file =
                safetensors(
                        block("first.weights", TRANSPOSED, 2, 3),
                        new TensorBlock(
                                "scale", ElementType.I32, new int[] {2}, new int[] {1, 2}, 0));
        assertThatThrownBy(() -> parameters(file, Map.of(), false))
                .isInstanceOfSatisfying(
                        CompileException.class,
                        e -> {
                            var found = e.diagnostics();
                            assertThat(found).hasSize(3);
                            assertThat(found.get(0).operator()).isEqualTo("first.weights");
                            assertThat(found.get(0).expected()).isEqualTo("f32 [3, 2]");
                            assertThat(found.get(0).found()).isEqualTo("f32 [2, 3]");
                            assertThat(found.get(0).hint())
                                    .contains("first.weights=transpose(first.weights)");
                            assertThat(found.get(1).message())
                                    .contains("no tensor 'first.bias' in " + file);
                            assertThat(found.get(1).hint())
                                    .contains("--weights-map first.bias=NAME");
                            assertThat(found.get(2).found()).isEqualTo("i32 [2]");
                            assertThat(found.get(2).hint()).isEqualTo("convert it to f32");
                            assertThat(found).allMatch(one -> one.location().isKnown());
                        });
    }

    @Test
    void rulesAboutNothing() throws IOException {
        var file = safetensors(block("first.weights", WEIGHTS, 3, 2));
        assertThatThrownBy(() -> parameters(file, Map.of("frist.*", "x.*"), true))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("no parameter 'frist.*' in Small");
        assertThatThrownBy(() ->
                        parameters(
                                file,
                                Map.of("first.weights", "permute(first.weights, 0, 2)"),
                                true))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("a permutation of 2 axes");
        assertThatThrownBy(() -> request(file, Map.of("first.weights", "*"), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Of several models each may be what a rule is about, but one of them has to be. */
    @Test
    void rulesAboutOneOfSeveralModels() throws IOException {
        var other =
                Files.writeString(
                        folder.resolve("Other.java"),
                        SOURCE.replace("Small", "Other").replace("scale", "gain"));
        var file = safetensors(block("factor", SCALE, 2));
        var files = new TreeMap<>(Map.of("Small", file, "Other", file));
        var known = new TreeMap<>(Map.of("scale", "factor"));
        new ModelCompiler(notes::add)
                .compile(request(List.of(model, other), new WeightsRequest(files, known, true)));
        var unknown = new TreeMap<>(Map.of("scael", "factor"));
        assertThatThrownBy(() ->
                        new ModelCompiler(notes::add)
                                .compile(
                                        request(
                                                List.of(model, other),
                                                new WeightsRequest(files, unknown, true))))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("no parameter 'scael' in Small or Other");
    }

    @Test
    void hostileFilesAreRefused() throws IOException {
        var one = "'first.weights':{'dtype':'F32','shape':[3,2],'data_offsets':[0,24]}";
        var whole = raw("{" + one + "}", new byte[24]);
        byte[] bytes = Files.readAllBytes(whole);
        var file = folder.resolve("hostile.safetensors");
        for (int length : List.of(0, 7, 8, 20, bytes.length - 1)) {
            Files.write(file, Arrays.copyOf(bytes, length));
            refused(file, "truncated");
        }
        byte[] absurd = bytes.clone();
        Arrays.fill(absurd, 0, 8, (byte) 0xff);
        Files.write(file, absurd);
        refused(file, "the header is too long");
        refused(raw("{" + one + "," + one + "}", new byte[24]), "stands twice");
        var other = "'scale':{'dtype':'F32','shape':[2],'data_offsets':[20,28]}";
        refused(raw("{" + one + "," + other + "}", new byte[28]), "overlap");
        var large = one.replace("[3,2]", "[3,2,4611686018427387904]");
        assertThatThrownBy(() -> parameters(raw("{" + large + "}", new byte[24]), Map.of(), true))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("does not fit");
        refused(raw("{" + one.replace("24]", "20]") + "}", new byte[20]), "expected 24 bytes");
        refused(Files.write(folder.resolve("x.npz"), bytes), "no sound .npz file");
        refused(Files.write(folder.resolve("x.bin"), bytes), "ends in .safetensors or .npz");
    }

    @Test
    void dataThatIsNotWhatWasWrittenIsRefused() throws IOException {
        var file = safetensors(block("first.weights", WEIGHTS, 3, 2));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        refused(file, "the data is damaged: expected SHA-256");
    }

    /** What claims a gigabyte is not what the model wants, so nobody unpacks it. */
    @Test
    void aZipBombIsNotUnpacked() throws IOException {
        var file = folder.resolve("bomb.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            add(zip, "first.bias", BIAS, 2);
            add(zip, "scale", SCALE, 2);
            zip.putNextEntry(new ZipEntry("first.weights.npy"));
            var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (268435456,), }\n";
            zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
            zip.write(new byte[] {(byte) header.length(), 0});
            zip.write(header.getBytes(StandardCharsets.US_ASCII));
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertThatThrownBy(() -> parameters(file, Map.of(), false))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("f32 [268435456]");
    }

    /** What PyTorch keeps as two biases of a recurrent layer is one here. */
    @Test
    void summandsAreAdded() throws IOException {
        var file =
                safetensors(
                        block("w", WEIGHTS, 3, 2),
                        block("t", TRANSPOSED, 2, 3),
                        block("bias_ih", BIAS, 2),
                        block("bias_hh", SCALE, 2));
        var names =
                Map.of(
                        "first.weights", "w + transpose(t)",
                        "first.bias", "bias_ih + bias_hh",
                        "scale", "bias_hh");
        var parameters = parameters(file, names, false);
        for (int i = 0; i < WEIGHTS.length; i++) {
            assertThat(parameters.floats("first.weights")[i]).isEqualTo(2 * WEIGHTS[i]);
        }
        for (int i = 0; i < BIAS.length; i++) {
            assertThat(parameters.floats("first.bias")[i]).isEqualTo(BIAS[i] + SCALE[i]);
        }
        assertThat(notes).contains("  first.bias f32[2] <- bias_ih + bias_hh");
        assertThat(notes).noneMatch(line -> line.contains("not used"));
        assertThatThrownBy(() -> parameters(file, Map.of("first.bias", "bias_ih + w"), true))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("tensor 'w' of");
        assertThatThrownBy(() -> request(file, Map.of("first.bias", "bias_ih + "), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Columns first, big-endian, and of half the size. */
    @Test
    void arraysAreStoredInSeveralWays() throws IOException {
        var file = folder.resolve("stored.npz");
        var halves = ByteBuffer.allocate(4).order(ByteOrder.BIG_ENDIAN);
        var brains = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : new float[] {1.5f, -0.25f}) {
            halves.putShort(Float.floatToFloat16(value));
            brains.putShort((short) (Float.floatToRawIntBits(value) >> 16));
        }
        var columns = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : TRANSPOSED) {
            columns.putFloat(value);
        }
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            add(zip, "first.weights", "'<f4', 'fortran_order': True, 'shape': (3, 2)", columns);
            add(zip, "first.bias", "'>f2', 'fortran_order': False, 'shape': (2,)", halves);
            add(zip, "scale", "'<V2', 'fortran_order': True, 'shape': (2,)", brains);
        }
        var parameters = parameters(file, Map.of(), false);
        assertThat(parameters.floats("first.weights")).containsExactly(WEIGHTS);
        assertThat(parameters.floats("first.bias")).containsExactly(1.5f, -0.25f);
        assertThat(parameters.floats("scale")).containsExactly(1.5f, -0.25f);
    }

    private static void add(ZipOutputStream zip, String name, String descr, ByteBuffer data)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        var header = "{'descr': " + descr + ", }\n";
        zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        zip.write(new byte[] {(byte) header.length(), 0});
        zip.write(header.getBytes(StandardCharsets.US_ASCII));
        zip.write(data.array());
        zip.closeEntry();
    }

    /** An array that is not as long as its header says, and one whose bytes have changed. */
    @Test
    void brokenArraysAreRefused() throws IOException {
        var npy = folder.resolve("a.npy");
        NpyFiles.write(npy, new NpyArray(ElementType.F32, new int[] {3, 2}, WEIGHTS));
        byte[] bytes = Files.readAllBytes(npy);
        var file = folder.resolve("broken.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("first.weights.npy"));
            zip.write(bytes, 0, bytes.length - 4);
        }
        refused(file, "expected 24 bytes for f32 [3, 2], found 20");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("first.weights.npy"));
            zip.write(bytes);
        }
        byte[] changed = Files.readAllBytes(file);
        int at = new String(changed, StandardCharsets.ISO_8859_1).indexOf("\n") + 3;
        changed[at] ^= 1;
        Files.write(file, changed);
        refused(file, "the data is damaged");
    }

    private void refused(Path file, String message) {
        ThrowingCallable call = () -> parameters(file, Map.of(), true);
        assertThatThrownBy(call)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + "")
                .hasMessageContaining(message);
    }

    private static void check(Parameters parameters) {
        assertThat(parameters.floats("first.weights")).containsExactly(WEIGHTS);
        assertThat(parameters.floats("first.bias")).containsExactly(BIAS);
        assertThat(parameters.floats("scale")).containsExactly(SCALE);
    }

    private Parameters parameters(Path file, Map<String, String> names, boolean partial)
            throws IOException {
        return LoadedModel.of(compile(file, names, partial)).getFirst().model().parameters();
    }

    private List<CompiledClass> compile(Path file, Map<String, String> names, boolean partial)
            throws IOException {
        notes.clear();
        return new ModelCompiler(notes::add).compile(request(file, names, partial));
    }

    private CompileRequest request(Path file, Map<String, String> names, boolean partial) {
        var files = new TreeMap<>(Map.of("", file));
        return request(List.of(model), new WeightsRequest(files, new TreeMap<>(names), partial));
    }

    private static CompileRequest request(List<Path> models, WeightsRequest weights) {
        return new CompileRequest(
                models,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                CompileRequest.ALL_LANES,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                weights);
    }

    private static TensorBlock block(String name, float[] values, int... shape) {
        return new TensorBlock(name, ElementType.F32, shape, values, 0);
    }

    private Path safetensors(TensorBlock... blocks) throws IOException {
        var file = folder.resolve("small.safetensors");
        TensorFileWriter.write(file, Map.of(), List.of(blocks));
        return file;
    }

    private Path raw(String header, byte[] data) throws IOException {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var bytes =
                ByteBuffer.allocate(8 + text.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .put(text)
                        .put(data);
        return Files.write(folder.resolve("raw.safetensors"), bytes.array());
    }

    private void add(ZipOutputStream zip, String name, float[] values, int... shape)
            throws IOException {
        var npy = folder.resolve("one.npy");
        NpyFiles.write(npy, new NpyArray(ElementType.F32, shape, values));
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        Files.copy(npy, zip);
        zip.closeEntry();
    }
}
