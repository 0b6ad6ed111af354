package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.activation.Relu;
import dev.forja.ir.op.conv.Conv;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.norm.BatchNorm;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import dev.forja.passes.schedule.Target;
import dev.forja.runtime.Team;
import dev.forja.runtime.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions on tiles: their values, their bits, and which there are. */
class TiledConvolutionTest {
    /** Of values whose sums have the size of 1 to 10. */
    private static final double TOLERANCE = 1e-5;

    private static Conv conv(List<Integer> low, List<Integer> high, boolean channelsLast) {
        return new Conv(List.of(1, 1), List.of(1, 1), dims(low), dims(high), 1, channelsLast);
    }

    private static List<Dim> dims(List<Integer> sizes) {
        return sizes.stream().map(Dim::of).toList();
    }

    private static Conv same(boolean channelsLast) {
        return conv(List.of(1, 1), List.of(1, 1), channelsLast);
    }

    private static TensorType images(
            String batch, int height, int width, int channels, boolean channelsLast) {
        return TensorType.parse(
                channelsLast
                        ? "f32[%s, %d, %d, %d]".formatted(batch, height, width, channels)
                        : "f32[%s, %d, %d, %d]".formatted(batch, channels, height, width));
    }

    private static TensorType kernel(int in, int out, boolean channelsLast) {
        return TensorType.parse(
                channelsLast
                        ? "f32[3, 3, %d, %d]".formatted(in, out)
                        : "f32[%d, %d, 3, 3]".formatted(out, in));
    }

    private static Value param(FunctionBuilder b, String name, TensorType type, Role role) {
        return b.param(name, type, role, Location.UNKNOWN);
    }

    /** The convolution by definition beside it on tiles, whether that pays or not. */
    @ParameterizedTest
    @CsvSource({
        "n, 7, 9, 3, 5, 1, 1, 1, 1",
        "2, 13, 5, 5, 17, 1, 1, 1, 1",
        "2, 13, 5, 4, 33, 0, 0, 0, 0",
        "n, 6, 6, 3, 16, 0, 0, 0, 0",
        "1, 3, 3, 9, 4, 0, 0, 0, 0",
        "2, 8, 12, 3, 7, 2, 0, 0, 3",
        "1, 1, 1, 2, 3, 1, 1, 1, 1",
        "1, 56, 56, 1, 2, 1, 1, 1, 1"
    })
    void isWhatTheConvolutionIs(
            String batch,
            int height,
            int width,
            int in,
            int out,
            int top,
            int left,
            int bottom,
            int right) {
        for (boolean channelsLast : new boolean[] {true, false}) {
            var conv = conv(List.of(top, left), List.of(bottom, right), channelsLast);
            var b = new FunctionBuilder(Program.ENTRY);
            var x = param(b, "x", images(batch, height, width, in, channelsLast), Role.INPUT);
            var w = param(b, "w", kernel(in, out, channelsLast), Role.PARAMETER);
            var types = List.of(x.type(), w.type());
            var tiled = conv.onTiles(types).orElseThrow();
            var tiles = tiled.tiles(b, tiled.channelsLast(b, x), w, "y");
            b.output("y", tiled.tiling().images(b, tiles));
            b.output("direct", b.add(conv, x, w));
            var program = new Program(b.build());
            var symbols = Map.of("n", 3L);
            var inputs = program.inputs(symbols, new Random(in), -1, 1);
            var results = program.reference(symbols, inputs);
            assertThat(CompiledProgram.deviation(results.get(1), results.get(0), TOLERANCE))
                    .isNull();
            DifferentialTest.check(program, new CompiledProgram(program), symbols, inputs);
        }
    }

    /** Two convolutions with all that may be computed on tiles behind them. */
    private static Program block(int height, int width, int channels, boolean channelsLast) {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", images("n", height, width, channels, channelsLast), Role.INPUT);
        var type = kernel(channels, channels, channelsLast);
        var first = b.add(same(channelsLast), x, param(b, "w1", type, Role.PARAMETER));
        var vector = TensorType.parse("f32[" + channels + "]");
        var norm = new BatchNorm(channelsLast ? 3 : 1, 1e-5, 0.9);
        var normed =
                b.node(
                                norm,
                                List.of(
                                        first,
                                        param(b, "scale", vector, Role.PARAMETER),
                                        param(b, "bias", vector, Role.PARAMETER),
                                        param(b, "mean", vector, Role.PARAMETER),
                                        param(b, "variance", vector, Role.PARAMETER)))
                        .result();
        var second =
                b.add(
                        same(channelsLast),
                        b.add(new Relu(), normed),
                        param(b, "w2", type, Role.PARAMETER));
        var sum = Broadcasting.apply(b, new Add(), List.of(x, second));
        b.output("y", b.add(new Relu(), sum));
        return new Program(b.build());
    }

    private static List<String> operators(Program program) {
        return LowerModel.units(program.model(), PassObserver.NONE)
                .getFirst()
                .function()
                .nodes()
                .stream()
                .map(node -> node.op().mnemonic())
                .toList();
    }

    /** Of whole tiles and of cut ones, on one thread and on two that share every kernel. */
    @ParameterizedTest
    @CsvSource({"12, 12, true", "11, 16, true", "12, 12, false", "11, 16, false"})
    void blocksHaveTheSameBits(int height, int width, boolean channelsLast) {
        var program = block(height, width, 36, channelsLast);
        assertThat(operators(program)).filteredOn("contract"::equals).hasSize(2);
        assertThat(operators(program)).filteredOn("linearCombinations"::equals).hasSize(12);
        var symbols = Map.of("n", 1L);
        var inputs = program.inputs(symbols, new Random(height), 0.1, 1);
        var serial = new CompiledProgram(program, lanes -> Target.of(lanes).serial());
        DifferentialTest.check(program, serial, symbols, inputs);
        var cut = new CompiledProgram(program, lanes -> Target.of(lanes).withSplitWork(0));
        try (var two = Team.of(2, 0)) {
            for (int lanes : CompiledProgram.LANES) {
                var expected = serial.run(lanes, symbols, inputs).getFirst();
                var result = cut.run(lanes, symbols, inputs, new Workspace(two, 2)).getFirst();
                assertThat(CompiledProgram.difference(expected, result))
                        .as("bits with 2 threads and %s lanes", lanes)
                        .isNull();
            }
            assertThat(two.partsByWorkers()).isPositive();
        }
    }

    /** Few channels, few tiles, strides, other kernels, unknown sizes, other types. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    f32[n, 56, 56, 64]  | f32[3, 3, 64, 64]   | 1 | true
                    f32[n, 14, 14, 256] | f32[3, 3, 256, 256] | 1 | true
                    f32[n, 56, 56, 64]  | f32[3, 3, 64, 64]   | 2 | false
                    f32[n, 56, 56, 64]  | f32[1, 1, 64, 64]   | 1 | false
                    f32[n, 56, 56, 64]  | f32[5, 5, 64, 64]   | 1 | false
                    f32[n, h, 56, 64]   | f32[3, 3, 64, 64]   | 1 | false
                    f32[n, 224, 224, 3] | f32[3, 3, 3, 64]    | 1 | false
                    f32[n, 4, 4, 512]   | f32[3, 3, 512, 512] | 1 | false
                    f64[n, 56, 56, 64]  | f64[3, 3, 64, 64]   | 1 | false
                    """)
    void shapesDecide(String image, String kernel, int stride, boolean isTransformed) {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", TensorType.parse(image), Role.INPUT);
        var w = param(b, "w", TensorType.parse(kernel), Role.PARAMETER);
        b.output("y", b.add(Conv.plain(2, stride, 1, true), x, w));
        assertThat(operators(new Program(b.build())).contains("linearCombinations"))
                .isEqualTo(isTransformed);
    }

    @Test
    void aKernelThatIsAnInputIsNotTransformedInEveryCall() {
        var b = new FunctionBuilder(Program.ENTRY);
        var x = param(b, "x", images("n", 56, 56, 64, true), Role.INPUT);
        var w = param(b, "w", kernel(64, 64, true), Role.INPUT);
        b.output("y", b.add(same(true), x, w));
        assertThat(operators(new Program(b.build()))).doesNotContain("linearCombinations");
    }
}
