package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Sample;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Elementwise operators on NaN, infinities, signed zeros, subnormals and limits: the same bits
 * everywhere.
 */
class SpecialValuesTest {
    private static final double[] FLOATS = {
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        8388607.5f,
        8388609f,
        -8388607.5f,
        2147483648f,
        -2147483648f,
        1e20f,
        88.8f,
        -103.5f,
        -87.5f,
        1e5f,
        1e-5f,
        3.1415927f,
        -1.0000001f
    };

    private static final long[] INTEGERS = {
        0,
        1,
        -1,
        2,
        31,
        32,
        33,
        -31,
        63,
        64,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0x7fc00000,
        255,
        -256
    };

    static Stream<Sample> samples() {
        return DifferentialTest.samples()
                .filter(sample -> sample.op() instanceof ElementwiseOp)
                .filter(sample -> sample.operands().getFirst().rank() > 0);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bitsAgree(Sample sample) {
        var program = Program.of(sample);
        var compiled = new CompiledProgram(program);
        var symbols = Map.of("n", 180L);
        var inputs = new ArrayList<Tensor>();
        for (var param : program.function().params()) {
            inputs.add(special(Program.bound(param.type(), symbols), inputs.size()));
        }
        var expected = program.kernels(symbols, inputs);
        for (int lanes : CompiledProgram.LANES) {
            var found = compiled.run(lanes, symbols, inputs);
            assertThat(CompiledProgram.difference(expected.getFirst(), found.getFirst()))
                    .as("bits with %s lanes", lanes)
                    .isNull();
        }
    }

    /** All pairs of special values: the second operand changes once per round of the first. */
    private static Tensor special(TensorType type, int operand) {
        int count = type.dtype().isFloat() ? FLOATS.length : INTEGERS.length;
        int repeat = operand == 0 ? 1 : count;
        var tensor = Tensor.zeros(type);
        for (int i = 0; i < tensor.size(); i++) {
            int at = i / repeat % count;
            switch (type.dtype()) {
                case F32, F64 -> tensor.set(i, FLOATS[at]);
                case I32, I64 -> tensor.set(i, INTEGERS[at]);
                case BOOL -> tensor.set(i, (long) (at & 1));
            }
        }
        return tensor;
    }
}
