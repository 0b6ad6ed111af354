package dev.forja.test;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.activation.Relu;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.linalg.MatMul;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Layers whose weights are parameters of the model, and so packed when they are put into service.
 */
class ModelParametersTest {
    private static final List<Long> ROWS = List.of(0L, 1L, 2L, 5L, 6L, 7L, 12L, 13L, 33L);

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "5, 3", "13, 17", "16, 16", "31, 33", "64, 48", "17, 129"})
    void denseLayerAgrees(int inner, int outer) {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", Role.INPUT, "n, " + inner);
        var w = param(b, "w", Role.PARAMETER, inner + ", " + outer);
        var bias = param(b, "bias", Role.PARAMETER, outer + "");
        var sum = Broadcasting.apply(b, new Add(), List.of(b.add(new MatMul(), x, w), bias));
        b.output("y", b.add(new Relu(), sum));
        check(b);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "13, 17", "16, 16", "31, 33", "17, 129"})
    void transposedOperandsAgree(int inner, int outer) {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", Role.INPUT, inner + ", n");
        var w = param(b, "w", Role.PARAMETER, outer + ", " + inner);
        b.output("y", b.add(new Contract(List.of(), List.of(), List.of(0), List.of(1)), x, w));
        b.output("z", b.add(new Contract(List.of(), List.of(), List.of(1), List.of(0)), w, x));
        check(b);
    }

    /** Weights that the same kernel reads once more, in another order or as they are. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 33})
    void weightsReadTwiceAgree(int size) {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", Role.INPUT, size + ", " + size);
        var w = param(b, "w", Role.PARAMETER, size + ", " + size);
        var flipped = b.add(new Transpose(List.of(1, 0)), w);
        b.output("square", b.add(new MatMul(), w, w));
        b.output("plus", b.add(new Add(), b.add(new MatMul(), x, w), w));
        b.output("plusFlipped", b.add(new Add(), b.add(new MatMul(), x, w), flipped));
        b.output("ofFlipped", b.add(new Add(), b.add(new MatMul(), flipped, x), w));
        b.output("input", b.add(new Add(), b.add(new MatMul(), x, w), x));
        check(b);
    }

    /** Only a part of the weights, whose size the call decides. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 40})
    void aSliceOfTheWeightsAgrees(int size) {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", Role.INPUT, "5, n");
        var w = param(b, "w", Role.PARAMETER, "40, " + size);
        var n = Dim.symbol("n");
        var rows = new Slice(List.of(Dim.ZERO, Dim.ZERO), List.of(n, Dim.of(size)), List.of(1, 1));
        b.output("y", b.add(new MatMul(), x, b.add(rows, w)));
        check(b);
    }

    private static Value param(FunctionBuilder builder, String name, Role role, String shape) {
        return builder.param(name, TensorType.parse("f32[" + shape + "]"), role, Location.UNKNOWN);
    }

    private static void check(FunctionBuilder builder) {
        var program = new Program(builder.build());
        var compiled = new CompiledProgram(program);
        for (long rows : ROWS) {
            var symbols = Map.of("n", rows);
            DifferentialTest.check(
                    program, compiled, symbols, program.inputs(symbols, new Random(rows), -1, 1));
        }
    }
}
