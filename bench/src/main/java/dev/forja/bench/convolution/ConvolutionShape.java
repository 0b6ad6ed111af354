package dev.forja.bench.convolution;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.conv.Conv;
import dev.forja.ir.op.conv.TiledConvolution;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A convolution of 3 by 3 whose result is as large as its square input.
 *
 * @param batch images of a call
 * @param channelsLast whether images are {@code [batch, height, width, channels]}
 */
record ConvolutionShape(int batch, int in, int out, int size, boolean channelsLast) {
    static final String ENTRY = "run";
    static final String KERNEL = "kernel";

    @Override
    public String toString() {
        return "%d x %dx%dx%d to %d%s"
                .formatted(batch, in, size, size, out, channelsLast ? "" : ", channels first");
    }

    /** Multiply-adds of the sum. */
    double products() {
        return 9.0 * batch * in * out * size * size;
    }

    private Conv conv() {
        return Conv.plain(2, 1, 1, channelsLast);
    }

    private TensorType images(int channels) {
        return TensorType.parse(
                channelsLast
                        ? "f32[%d, %d, %d, %d]".formatted(batch, size, size, channels)
                        : "f32[%d, %d, %d, %d]".formatted(batch, channels, size, size));
    }

    private TensorType kernel() {
        return TensorType.parse(
                channelsLast
                        ? "f32[3, 3, %d, %d]".formatted(in, out)
                        : "f32[%d, %d, 3, 3]".formatted(out, in));
    }

    private TiledConvolution tiled() {
        return conv().onTiles(List.of(images(in), kernel())).orElseThrow();
    }

    /** Would an entry compute it on tiles? */
    boolean isTransformed() {
        return tiled().pays();
    }

    /** A model of the convolution as a sum. */
    ModelDef direct() {
        return model((b, values) -> b.add(conv(), values.get(0), values.get(1)));
    }

    /** A model of the convolution on tiles, whether that pays or not. */
    ModelDef transformed() {
        return model((b, values) -> {
            var tiled = tiled();
            var x = tiled.channelsLast(b, values.get(0));
            return tiled.tiling().images(b, tiled.tiles(b, x, values.get(1), "y"));
        });
    }

    private ModelDef model(BiFunction<FunctionBuilder, List<Value>, Value> body) {
        var b = new FunctionBuilder(ENTRY);
        var x = b.param("x", images(in), Role.INPUT, Location.UNKNOWN);
        var kernel = b.param(KERNEL, kernel(), Role.PARAMETER, Location.UNKNOWN);
        b.output("y", body.apply(b, List.of(x, kernel)));
        Function function = b.build();
        return new ModelDef(
                "generated",
                "Convolution",
                "",
                Location.UNKNOWN,
                List.of(new ParameterDef(KERNEL, kernel.type(), "zeros", true, Location.UNKNOWN)),
                List.of(new EntryDef(function, null, "")));
    }

    /** The convolution in f64. */
    double[] exact(float[] x, float[] kernel) {
        var y = new double[batch * out * size * size];
        for (int n = 0; n < batch; n++) {
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    for (int o = 0; o < out; o++) {
                        y[image(n, row, column, o, out)] = exact(x, kernel, n, row, column, o);
                    }
                }
            }
        }
        return y;
    }

    private double exact(float[] x, float[] kernel, int n, int row, int column, int o) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int r = row + i - 1;
                int c = column + j - 1;
                if (r < 0 || r >= size || c < 0 || c >= size) {
                    continue;
                }
                for (int channel = 0; channel < in; channel++) {
                    int w =
                            channelsLast
                                    ? ((i * 3 + j) * in + channel) * out + o
                                    : ((o * in + channel) * 3 + i) * 3 + j;
                    sum += (double) x[image(n, r, c, channel, in)] * kernel[w];
                }
            }
        }
        return sum;
    }

    private int image(int n, int row, int column, int channel, int channels) {
        return channelsLast
                ? ((n * size + row) * size + column) * channels + channel
                : ((n * channels + channel) * size + row) * size + column;
    }
}
