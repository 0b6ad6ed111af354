package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.ExportOptions;
import dev.forja.compiler.ModelCompiler;
import dev.forja.compiler.load.LoadedEntry;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.compiler.load.Shapes;
import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Entries of every sample, written as ONNX and compiled from there, give what they gave. */
class ModelExportTest {
    @TempDir private static Path folder;

    @TestFactory
    Stream<DynamicTest> everyEntryOfTheSamples() {
        return Sources.samples().stream().flatMap(ModelExportTest::tests);
    }

    private static Stream<DynamicTest> tests(Path source) {
        var loaded = load(source);
        var spec = loaded.model().spec();
        return spec.entries().stream()
                .filter(entry -> entry.kind() == EntrySpec.Kind.ENTRY)
                .map(EntrySpec::name)
                .map(entry ->
                        DynamicTest.dynamicTest(
                                spec.model() + "." + entry, () -> compare(source, loaded, entry)));
    }

    private static void compare(Path source, LoadedModel loaded, String entry) throws IOException {
        var options = new ExportOptions(Optional.of(entry), Optional.empty());
        var request = CompileRequest.of(List.of(source));
        byte[] bytes = new ModelCompiler().export(request, options).bytes();
        assertThat(new ModelCompiler().export(request, options).bytes()).isEqualTo(bytes);
        var model = loaded.model().spec().model();
        var file = Files.write(folder.resolve(model.replace('.', '_') + entry + ".onnx"), bytes);
        var back = load(file);
        for (int size : List.of(1, 3)) {
            var expected = run(loaded.entry(entry), size);
            var found = run(back.entry("run"), size);
            for (int i = 0; i < expected.size(); i++) {
                assertClose(found.get(i), expected.get(i));
            }
        }
    }

    private static LoadedModel load(Path model) {
        try {
            var request = CompileRequest.of(List.of(model));
            return LoadedModel.of(new ModelCompiler().compile(request)).getFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The outputs on made-up inputs, the same for the same size. */
    private static List<Object> run(LoadedEntry entry, int size) {
        var symbols = new HashMap<String, Integer>();
        entry.spec().symbols().forEach(symbol -> symbols.put(symbol, size));
        var random = new Random(size);
        var inputs = entry.spec().inputs().stream().map(input -> madeUp(input, symbols, random));
        entry.prepare(inputs.toArray(), symbols);
        entry.call();
        var outputs = new ArrayList<Object>();
        for (int i = 0; i < entry.spec().outputs().size(); i++) {
            outputs.add(entry.output(i));
        }
        return outputs;
    }

    private static Object madeUp(TensorSpec input, Map<String, Integer> symbols, Random random) {
        int elements = 1;
        for (int size : Shapes.of(input, symbols)) {
            elements *= size;
        }
        var carrier = input.type().newCarrier(elements);
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

    private static void assertClose(Object found, Object expected) {
        if (!(expected instanceof float[] numbers)) {
            assertThat(found).isEqualTo(expected);
            return;
        }
        var others = (float[]) found;
        assertThat(others).hasSameSizeAs(numbers);
        for (int i = 0; i < numbers.length; i++) {
            // A convolution over channels that come last sums in another order than one in ONNX.
            double bound = 1e-5 * Math.max(1, Math.abs(numbers[i]));
            assertThat((double) others[i]).isBetween(numbers[i] - bound, numbers[i] + bound);
        }
    }
}
