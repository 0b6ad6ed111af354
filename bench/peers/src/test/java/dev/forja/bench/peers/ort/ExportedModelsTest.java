package dev.forja.bench.peers.ort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.ExportOptions;
import dev.forja.compiler.ModelCompiler;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.compiler.load.Shapes;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The entries of every sample, exported, give in ONNX Runtime what our classes give. */
class ExportedModelsTest {
    private static final Path SAMPLES = Path.of("..", "..", "samples");

    @TestFactory
    Stream<DynamicTest> runtimesAgree() throws IOException {
        List<Path> sources;
        try (var files = Files.walk(SAMPLES)) {
            sources =
                    files.filter(file -> file.toString().contains("src/main/forja/"))
                            .filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .toList();
        }
        assertThat(sources).hasSizeGreaterThan(10);
        return sources.stream().flatMap(ExportedModelsTest::tests);
    }

    private static Stream<DynamicTest> tests(Path source) {
        LoadedModel model;
        try {
            var request = CompileRequest.of(List.of(source));
            model = LoadedModel.of(new ModelCompiler().compile(request)).getFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return model.model().spec().entries().stream()
                .filter(entry -> entry.kind() == EntrySpec.Kind.ENTRY)
                .map(entry ->
                        DynamicTest.dynamicTest(
                                model.model().spec().model() + "." + entry.name(),
                                () -> compare(source, model, entry)));
    }

    private static void compare(Path source, LoadedModel model, EntrySpec spec) throws Exception {
        var options = new ExportOptions(Optional.of(spec.name()), Optional.empty());
        byte[] file =
                new ModelCompiler().export(CompileRequest.of(List.of(source)), options).bytes();
        var symbols = new HashMap<String, Integer>();
        spec.symbols().forEach(symbol -> symbols.put(symbol, 3));
        var random = new Random(1);
        var carriers = spec.inputs().stream().map(input -> madeUp(input, symbols, random)).toList();
        var entry = model.entry(spec.name());
        entry.prepare(carriers.toArray(), symbols);
        entry.call();
        var inputs = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < carriers.size(); i++) {
            var input = spec.inputs().get(i);
            inputs.put(input.name(), tensor(input, symbols, carriers.get(i)));
        }
        try (var runtime = new Runtime(file)) {
            var found = runtime.run(inputs);
            for (int i = 0; i < found.size(); i++) {
                var output = spec.outputs().get(i);
                ExportedOperatorsTest.compare(
                        tensor(output, symbols, entry.output(i)), found.get(i));
            }
        }
    }

    private static Object madeUp(TensorSpec input, Map<String, Integer> symbols, Random random) {
        var carrier =
                input.type()
                        .newCarrier(
                                Arrays.stream(Shapes.of(input, symbols))
                                        .reduce(1, Math::multiplyExact));
        switch (carrier) {
            case float[] values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextFloat();
                }
            }
            case int[] values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextInt(10);
                }
            }
            default -> throw new AssertionError(input + "");
        }
        return carrier;
    }

    private static Tensor tensor(TensorSpec spec, Map<String, Integer> symbols, Object carrier) {
        long[] dims = Arrays.stream(Shapes.of(spec, symbols)).asLongStream().toArray();
        var type = new TensorType(DType.parse(spec.type().text()), Shape.of(dims));
        return Tensor.ofNumbers(
                type,
                i ->
                        switch (carrier) {
                            case float[] values -> (Number) (double) values[i];
                            case int[] values -> (Number) (long) values[i];
                            default -> throw new AssertionError(spec + "");
                        });
    }
}
