package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.codegen.bytecode.MethodBudget;
import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.lowered.Split;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.activation.Gelu;
import dev.forja.ir.op.activation.Relu;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.linalg.MatMul;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Greater;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.nn.Softmax;
import dev.forja.ir.op.reduce.ArgMax;
import dev.forja.ir.op.reduce.ReduceMean;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.schedule.Target;
import dev.forja.runtime.SplitKernels;
import dev.forja.runtime.Team;
import dev.forja.runtime.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bits law across threads: every kernel that can be cut into parts is, however small, and the
 * result is compared with that of one thread.
 */
class ParallelTest {
    private static final List<Long> SIZES = List.of(0L, 1L, 5L, 6L, 13L, 33L, 257L);
    private static Team two;
    private static Team three;

    @BeforeAll
    static void makeTeams() {
        two = Team.of(2, 0);
        three = Team.of(3, 0);
    }

    /** Ends the teams, once it is sure that they did something. */
    @AfterAll
    static void closeTeams() {
        two.close();
        three.close();
        assertThat(two.partsByWorkers()).isPositive();
        assertThat(three.partsByWorkers()).isPositive();
    }

    static Stream<Sample> samples() {
        return DifferentialTest.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyOperatorHasTheSameBits(Sample sample) {
        var program = Program.of(sample);
        var forms = new Forms(program);
        boolean isDynamic = !program.function().symbols().isEmpty();
        for (long size : isDynamic ? List.of(0L, 1L, 17L, 257L) : List.of(1L)) {
            var symbols = Map.of("n", size);
            forms.check(
                    symbols,
                    program.inputs(symbols, new Random(size), sample.low(), sample.high()));
        }
    }

    /** Widths around the borders of panels and groups of panels of every lane count. */
    @ParameterizedTest
    @CsvSource({
        "3, 5",
        "5, 16",
        "17, 31",
        "8, 33",
        "7, 64",
        "9, 65",
        "16, 127",
        "16, 129",
        "5, 256",
        "4, 300",
        "129, 257"
    })
    void layersHaveTheSameBits(int inner, int outer) {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", Role.INPUT, "n, " + inner);
        var w = param(b, "w", Role.PARAMETER, inner + ", " + outer);
        var bias = param(b, "bias", Role.PARAMETER, outer + "");
        var sum = Broadcasting.apply(b, new Add(), List.of(b.add(new MatMul(), x, w), bias));
        b.output("y", b.add(new Relu(), sum));
        check(b, "n");
    }

    /** All axes constant, so that both panels and rows are cut. */
    @ParameterizedTest
    @CsvSource({"13, 5, 33", "12, 16, 256", "25, 7, 130", "6, 9, 64", "1, 64, 512"})
    void constantContractionsHaveTheSameBits(int rows, int inner, int columns) {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", Role.INPUT, rows + ", " + inner);
        var w = param(b, "w", Role.INPUT, inner + ", " + columns);
        b.output("y", b.add(new Gelu(false), b.add(new MatMul(), x, w)));
        check(b);
    }

    /** Trees need scratch of their own on every thread; masks are stored bit by bit. */
    @ParameterizedTest
    @CsvSource({"n, 10", "n, 33", "n, 100", "40, n", "n, n"})
    void reductionsAndMasksHaveTheSameBits(String rows, String columns) {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", Role.INPUT, rows + ", " + columns);
        b.output("p", b.add(new Softmax(1), x));
        b.output("sums", b.add(new ReduceSum(List.of(1), false), x));
        b.output("columns", b.add(new ReduceSum(List.of(0), false), x));
        b.output("all", b.add(new ReduceSum(List.of(0, 1), false), x));
        b.output("best", b.add(new ArgMax(1, false), x));
        b.output("mask", b.add(new Greater(), x, b.add(new Softmax(0), x)));
        check(b, "n");
    }

    /** Sums of register tiles, which wait in scratch for their epilogues, on every thread. */
    @ParameterizedTest
    @CsvSource({"10", "37", "150"})
    void longEpiloguesHaveTheSameBits(int units) {
        check(RowBlocksTest.layer("n", units, true), "n");
    }

    @Test
    void threadsHaveTheScratchThatKernelsMayUse() {
        assertThat(SplitKernels.SCRATCH).isEqualTo(Split.SCRATCH);
    }

    @Test
    void severalLayersAreCutOneAfterTheOther() {
        var b = new FunctionBuilder(Program.ENTRY);
        var h = param(b, "x", Role.INPUT, "n, 40");
        for (int layer = 0; layer < 4; layer++) {
            var w = param(b, "w" + layer, Role.PARAMETER, "40, 40");
            h = b.add(new Relu(), b.add(new MatMul(), h, w));
        }
        b.output("y", b.add(new Softmax(1), h));
        check(b, "n");
    }

    /** More kernels than one switch leads to. */
    @Test
    void aClassMayHaveManyKernels() {
        var b = new FunctionBuilder(Program.ENTRY);
        var h = param(b, "x", Role.INPUT, "n, 300");
        for (int layer = 0; layer < 300; layer++) {
            var factor = b.add(new Fill(DType.F32, new Shape(List.of()), 1 + layer / 1024.0));
            var scaled = Broadcasting.apply(b, new Mul(), List.of(h, factor));
            var sums = b.add(new ReduceMean(List.of(0), true), scaled);
            h = Broadcasting.apply(b, new Sub(), List.of(scaled, sums));
        }
        b.output("y", h);
        var program = new Program(b.build());
        var forms = new Forms(program);
        var symbols = Map.of("n", 9L);
        forms.check(symbols, program.inputs(symbols, new Random(1), -1, 1));
        assertThat(MethodBudget.sizes(forms.cut().classes().get("generated/Program$Lanes8")))
                .containsKeys("part$0", "part$250");
    }

    private static Value param(FunctionBuilder builder, String name, Role role, String shape) {
        return builder.param(name, TensorType.parse("f32[" + shape + "]"), role, Location.UNKNOWN);
    }

    private static void check(FunctionBuilder builder, String... symbols) {
        check(new Program(builder.build()), symbols);
    }

    private static void check(Program program, String... symbols) {
        var forms = new Forms(program);
        for (long size : symbols.length == 0 ? List.of(1L) : SIZES) {
            var values = Map.of("n", size);
            forms.check(values, program.inputs(values, new Random(size), -1, 1));
        }
    }

    /** The same program with kernels that are never cut, which other tests judge, and always. */
    private record Forms(CompiledProgram serial, CompiledProgram cut) {
        Forms(Program program) {
            this(
                    new CompiledProgram(program, lanes -> Target.of(lanes).serial()),
                    new CompiledProgram(program, lanes -> Target.of(lanes).withSplitWork(0)));
        }

        void check(Map<String, Long> symbols, List<Tensor> inputs) {
            for (int lanes : CompiledProgram.LANES) {
                var expected = serial.run(lanes, symbols, inputs);
                for (var workspace :
                        List.of(new Workspace(), new Workspace(two, 2), new Workspace(three, 3))) {
                    var results = cut.run(lanes, symbols, inputs, workspace);
                    for (int i = 0; i < results.size(); i++) {
                        assertThat(CompiledProgram.difference(expected.get(i), results.get(i)))
                                .as(
                                        "bits with %s threads, %s lanes and %s",
                                        workspace.threads(), lanes, symbols)
                                .isNull();
                    }
                }
            }
        }
    }
}
