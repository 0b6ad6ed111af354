package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.frontend.onnx.OnnxException;
import dev.forja.frontend.onnx.OnnxFrontend;
import dev.forja.frontend.onnx.OnnxModel;
import dev.forja.frontend.onnx.OnnxOptions;
import dev.forja.frontend.onnx.export.OnnxExport;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.graph.Role;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator, written as ONNX and read back, means what it meant. */
class OnnxExportTest {
    private static final long SIZE = 5;

    /** What ONNX has no counterpart of in the operator set that is written. */
    private static final Set<String> NOT_IN_ONNX =
            Set.of(
                    "bitcast",
                    "randomBits",
                    "randomNormal",
                    "randomUniform",
                    "seededDropout",
                    "shiftLeft",
                    "shiftRight",
                    "unsignedShiftRight");

    /** Loops over computed values: we read loops of known length alone. */
    private static final Set<String> NOT_READ_BACK = Set.of("while");

    /** Where we see only with numbers that two computed sizes are one. */
    private static final Set<String> READ_BACK_WITH_SIZES = Set.of("maxPoolIndices");

    @TempDir private Path folder;

    static Stream<Sample> samples() {
        return OpCatalog.samples().values().stream().flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anOperatorComesBack(Sample sample) throws IOException {
        var program = Program.of(sample);
        var entry = program.model().entries().getFirst();
        var operator = sample.op().mnemonic();
        if (NOT_IN_ONNX.contains(operator)) {
            assertThatThrownBy(() -> OnnxExport.write(entry, Map.of()))
                    .isInstanceOf(CompileException.class)
                    .hasMessageContaining("can't be written as ONNX: ");
            return;
        }
        byte[] bytes = OnnxExport.write(entry, Map.of());
        assertThat(OnnxExport.write(entry, Map.of())).isEqualTo(bytes);
        var file = Files.write(folder.resolve("Program.onnx"), bytes);
        if (NOT_READ_BACK.contains(operator)) {
            assertThatThrownBy(() -> OnnxFrontend.read(file, OnnxOptions.NONE))
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("Loop");
            return;
        }
        var options =
                READ_BACK_WITH_SIZES.contains(operator)
                        ? new OnnxOptions(Map.of("n", SIZE), Map.of(), Map.of())
                        : OnnxOptions.NONE;
        var back = OnnxFrontend.read(file, options);
        var symbols = Map.of("n", SIZE);
        var inputs = program.inputs(symbols, new Random(1), sample.low(), sample.high());
        var expected = program.reference(symbols, inputs);
        var found = run(back, symbols, inputs);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i).type()).isEqualTo(expected.get(i).type());
            // Attributes of ONNX are numbers of f32.
            assertThat(CompiledProgram.deviation(expected.get(i), found.get(i), 1e-6)).isNull();
        }
    }

    private static List<Tensor> run(
            OnnxModel model, Map<String, Long> symbols, List<Tensor> inputs) {
        var function = model.model().entries().getFirst().forward();
        var values = new ArrayList<Tensor>();
        int next = 0;
        for (var param : function.params()) {
            if (function.role(param) == Role.INPUT) {
                values.add(inputs.get(next++));
            } else {
                var data = model.weights().get(param.name());
                values.add(Tensor.ofNumbers(data.type(), data::element));
            }
        }
        return Interpreter.run(function, symbols, values);
    }
}
