package dev.forja.bench.peers.ort;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.forja.frontend.onnx.export.OnnxExport;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.Sample;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator, written as ONNX, is valid to ONNX Runtime and means the same there. */
class ExportedOperatorsTest {
    private static final Map<String, Long> SIZES = Map.of("n", 5L);
    private static final double TOLERANCE = 1e-4;

    /** Operators that compute in f64 whatever they are applied to. */
    private static final Set<String> IN_DOUBLES = Set.of("dft", "cosineWindow");

    /** Valid ONNX that ONNX Runtime takes with images alone. */
    private static final String IMAGES_ALONE = "NumDimensions() == 4";

    static Stream<Sample> samples() {
        return OpCatalog.samples().values().stream().flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void runtimesAgree(Sample sample) throws OrtException {
        var function = function(sample);
        byte[] model;
        try {
            model = OnnxExport.write(new EntryDef(function, null, ""), Map.of());
        } catch (CompileException e) {
            // OnnxExportTest knows which these are.
            assertThat(e).hasMessageContaining("can't be written as ONNX: ");
            return;
        }
        var random = new Random(1);
        var inputs = new LinkedHashMap<String, Tensor>();
        for (var param : function.params()) {
            inputs.put(param.name(), madeUp(param.type(), sample, random));
        }
        var expected = Interpreter.run(function, SIZES, List.copyOf(inputs.values()));
        List<Tensor> found;
        try (var runtime = new Runtime(model)) {
            found = runtime.run(inputs);
        } catch (OrtException e) {
            if (isLimit(sample, function, e.getMessage())) {
                return;
            }
            throw e;
        }
        for (int i = 0; i < expected.size(); i++) {
            compare(expected.get(i), found.get(i));
        }
    }

    /** What ONNX Runtime lacks, most of all kernels for f64. */
    private static boolean isLimit(Sample sample, Function function, String message) {
        var operator = sample.op().mnemonic();
        boolean hasDoubles =
                IN_DOUBLES.contains(operator)
                        || function.results().stream()
                                .anyMatch(result -> result.value().type().dtype() == DType.F64);
        return (hasDoubles && message.contains("ORT_NOT_IMPLEMENTED"))
                || (operator.equals("localResponseNorm") && message.contains(IMAGES_ALONE));
    }

    private static Function function(Sample sample) {
        var builder = new FunctionBuilder("run");
        var params = new ArrayList<Value>();
        for (var type : sample.operands()) {
            params.add(builder.param("x" + params.size(), type, Role.INPUT, Location.UNKNOWN));
        }
        // Binds the symbol of operators that have it in their attributes alone.
        builder.param("size", TensorType.parse("f32[n]"), Role.INPUT, Location.UNKNOWN);
        int next = 0;
        for (var result : builder.node(sample.op(), params).results()) {
            builder.output("y" + next++, result);
        }
        return builder.build();
    }

    private static Tensor madeUp(TensorType type, Sample sample, Random random) {
        var bound = type.withShape(type.shape().substitute(Map.of("n", Dim.of(SIZES.get("n")))));
        return Tensor.of(
                bound,
                _ -> {
                    double range = sample.high() - sample.low();
                    double value = sample.low() + random.nextDouble() * range;
                    return switch (type.dtype()) {
                        case F32 -> (float) value;
                        case F64 -> value;
                        case I32, I64 -> Math.rint(value);
                        case BOOL -> random.nextInt(2);
                    };
                });
    }

    static void compare(Tensor expected, Tensor found) {
        assertThat(found.type()).isEqualTo(expected.type());
        for (int i = 0; i < expected.size(); i++) {
            double wanted = expected.get(i).doubleValue();
            double value = found.get(i).doubleValue();
            boolean isSame =
                    Double.compare(wanted, value) == 0
                            || Math.abs(wanted - value)
                                    <= TOLERANCE * Math.max(1, Math.abs(wanted));
            assertThat(isSame)
                    .as(
                            "element %s of %s: expected %s, found %s",
                            i, expected.type(), wanted, value)
                    .isTrue();
        }
    }
}
