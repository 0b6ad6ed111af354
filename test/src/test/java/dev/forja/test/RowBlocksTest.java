package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.activation.Relu;
import dev.forja.ir.op.linalg.MatMul;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dense layers of any number of rows: whole register tiles, what is left over from them, and
 * epilogues that are too long to stand side by side.
 */
class RowBlocksTest {
    private static final int MOST_ROWS = 27;

    private static Value param(FunctionBuilder b, String name, String type, Role role) {
        return b.param(name, TensorType.parse(type), role, Location.UNKNOWN);
    }

    /** A layer with ReLU and, if it is to be long, two operands that are different for each row. */
    static Program layer(String rows, int units, boolean isLong) {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", "f32[%s, 19]".formatted(rows), Role.INPUT);
        var w = param(b, "w", "f32[19, %d]".formatted(units), Role.PARAMETER);
        var bias = param(b, "bias", "f32[%d]".formatted(units), Role.PARAMETER);
        var sum = Broadcasting.apply(b, new Add(), List.of(b.add(new MatMul(), x, w), bias));
        var y = b.add(new Relu(), sum);
        if (isLong) {
            var type = "f32[%s, %d]".formatted(rows, units);
            var factor = param(b, "factor", type, Role.INPUT);
            var rest = param(b, "rest", type, Role.INPUT);
            y = b.add(new Maximum(), b.add(new Add(), b.add(new Mul(), y, factor), rest), factor);
        }
        b.output("y", y);
        return new Program(b.build());
    }

    @ParameterizedTest
    @CsvSource({"10, false", "10, true", "37, true", "64, false", "64, true", "150, true"})
    void everyNumberOfRowsGivesTheSameBits(int units, boolean isLong) {
        var program = layer("n", units, isLong);
        var compiled = new CompiledProgram(program);
        for (long rows = 0; rows <= MOST_ROWS; rows++) {
            var symbols = Map.of("n", rows);
            var inputs = program.inputs(symbols, new Random(rows), -1, 1);
            DifferentialTest.check(program, compiled, symbols, inputs);
        }
    }

    /** Masks of ten units in sixteen lanes, and twelve rows with two operands each. */
    @ParameterizedTest
    @CsvSource({"64, false, false", "10, true, true", "64, true, true"})
    void longEpiloguesWaitInScratch(int units, boolean isLong, boolean wait) {
        var model = layer("n", units, isLong).model();
        var lowered = LowerModel.lower(model, List.of(16), PassObserver.NONE);
        var waits =
                lowered.variants().getFirst().methods().stream()
                        .anyMatch(method ->
                                method.buffers().stream()
                                        .anyMatch(buffer -> buffer.name().equals("scratch")));
        assertThat(waits).isEqualTo(wait);
    }
}
