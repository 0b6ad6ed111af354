package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.frontend.onnx.OnnxFrontend;
import dev.forja.frontend.onnx.OnnxModel;
import dev.forja.frontend.onnx.OnnxOptions;
import dev.forja.frontend.onnx.data.OnnxFiles;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.frontend.onnx.export.OnnxExport;
import dev.forja.frontend.onnx.proto.NodeMessage;
import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.linalg.MatMul;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Bitcast;
import dev.forja.ir.op.math.ShiftLeft;
import dev.forja.ir.op.math.ShiftRight;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    @Test
    void everyOperatorThatOnnxLacksIsNamedWithItsPlace() {
        var builder = new FunctionBuilder("run");
        var type = TensorType.parse("i32[n]");
        var x = builder.param("x", type, Role.INPUT, Location.UNKNOWN);
        builder.at(Location.source("Model.java", 3, 7));
        var shifted = builder.add(new ShiftLeft(), x, x);
        builder.at(Location.source("Model.java", 4, 9));
        builder.output("run", builder.add(new Bitcast(DType.F32), shifted));
        // What no output needs is no problem.
        builder.add(new ShiftRight(), x, x);
        var entry = new EntryDef(builder.build(), null, "");
        assertThatThrownBy(() -> OnnxExport.write(entry, Map.of()))
                .isInstanceOfSatisfying(
                        CompileException.class,
                        e ->
                                assertThat(e.diagnostics().stream().map(Object::toString))
                                        .containsExactly(
                                                "Model.java:3:7: error: shiftLeft: can't be written"
                                                        + " as ONNX: ONNX shifts the bits of"
                                                        + " unsigned integers alone",
                                                "Model.java:4:9: error: bitcast: can't be written"
                                                        + " as ONNX: ONNX reads bits as another"
                                                        + " type from operator set 26 on"));
    }

    /** Repetition that ONNX does by itself is left out; names are those of the source. */
    @Test
    void nodesAreAsAPersonWouldWriteThem() throws IOException {
        var builder = new FunctionBuilder("run");
        var x = builder.param("x", TensorType.parse("f32[n, 3]"), Role.INPUT, Location.UNKNOWN);
        var w = builder.param("w", TensorType.parse("f32[3, 2]"), Role.PARAMETER, Location.UNKNOWN);
        var b = builder.param("b", TensorType.parse("f32[2]"), Role.PARAMETER, Location.UNKNOWN);
        var product = builder.named("product").add(new MatMul(), x, w);
        builder.named("sum");
        var spread = Broadcasting.to(builder, b, product.type().shape());
        builder.output("y", builder.named("sum").add(new Add(), product, spread));
        var values =
                Map.of(
                        "w", new TensorData(w.type(), new float[6]),
                        "b", new TensorData(b.type(), new float[2]));
        byte[] bytes = OnnxExport.write(new EntryDef(builder.build(), null, ""), values);
        var file = Files.write(folder.resolve("Model.onnx"), bytes);
        var graph = OnnxFiles.model(file).getGraph();
        assertThat(graph.getNodesList().stream().map(OnnxExportTest::text))
                .containsExactly("MatMul [x, w] [product]", "Add [product, b] [y]");
        assertThat(graph.getInputs(0).getType().getTensor().getShape().getDims(0).getSymbol())
                .isEqualTo("n");
    }

    private static String text(NodeMessage node) {
        return node.getOperator() + " " + node.getInputsList() + " " + node.getOutputsList();
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
