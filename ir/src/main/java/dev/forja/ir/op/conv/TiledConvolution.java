package dev.forja.ir.op.conv;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.linalg.LinearCombinations;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.op.shape.Window;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A convolution with a 3 by 3 kernel by Winograd's minimal filtering F(4x4, 3x3): Lavin and Gray,
 * "Fast Algorithms for Convolutional Neural Networks" (2016), with the points 0, 1, -1, 2, -2 and
 * infinity. With d a square of 6 by 6 elements of x, one for each tile of 4 by 4 results, and g the
 * kernel,
 *
 * <pre>
 * tile = A^T [ (G g G^T) * (B^T d B) ] A
 * </pre>
 *
 * where the products run over the input channels: 36 products of matrices, with 36 multiplications
 * for 16 results instead of 144. Rounding errors are larger than those of the sum itself.
 */
public final class TiledConvolution {
    private static final int EDGE = 4;
    private static final int KERNEL = 3;
    private static final int SPAN = EDGE + KERNEL - 1;

    /** B^T, 6 by 6. */
    private static final LinearCombinations INPUT =
            combinations(
                    SPAN, 4, 0, -5, 0, 1, 0, 0, -4, -4, 1, 1, 0, 0, 4, -4, -1, 1, 0, 0, -2, -1, 2,
                    1, 0, 0, 2, -1, -2, 1, 0, 0, 4, 0, -5, 0, 1);

    /** 24 G, 6 by 3: whole numbers, so that rounding is left to the end. */
    private static final LinearCombinations WEIGHTS =
            combinations(SPAN, 6, 0, 0, -4, -4, -4, -4, 4, -4, 1, 2, 4, 1, -2, 4, 0, 0, 24);

    private static final double WEIGHTS_SCALE = 24;

    /** A^T, 4 by 6. */
    private static final LinearCombinations OUTPUT =
            combinations(
                    EDGE, 1, 1, 1, 1, 1, 0, 0, 1, -1, 2, -2, 0, 0, 1, 1, 4, 4, 0, 0, 1, -1, 8, -8,
                    1);

    /** The same, with the scale of the weights taken back. */
    private static final LinearCombinations LAST_OUTPUT =
            new LinearCombinations(
                    0,
                    EDGE,
                    OUTPUT.factors().stream()
                            .map(factor -> factor / (WEIGHTS_SCALE * WEIGHTS_SCALE))
                            .toList());

    /** What a weight costs that is read once a call, in multiply-adds. */
    private static final int READ = 8;

    /** What the way there costs for each tile and input channel, in multiply-adds. */
    private static final int INPUT_TRANSFORM = 1000;

    /** What the way back costs for each tile and output channel. */
    private static final int OUTPUT_TRANSFORM = 700;

    /** How many times cheaper by this count the convolution has to become. */
    private static final double LEAST_GAIN = 1.2;

    private final Geometry at;
    private final Dim in;
    private final Tiling tiling;

    private TiledConvolution(Geometry at, Dim in, Tiling tiling) {
        this.at = at;
        this.in = in;
        this.tiling = tiling;
    }

    private static LinearCombinations combinations(int count, double... factors) {
        return new LinearCombinations(0, count, Arrays.stream(factors).boxed().toList());
    }

    /**
     * The convolution on tiles, where it can be computed so: two spatial axes of known sizes, a
     * kernel of 3 by 3, f32, no strides, dilations or groups.
     *
     * @param operands types of x and kernel
     */
    static Optional<TiledConvolution> of(Conv conv, List<TensorType> operands) {
        var at = conv.geometry();
        var x = operands.get(0);
        var kernel = operands.get(1).shape();
        boolean fits =
                at.axes() == 2
                        && at.groups() == 1
                        && x.dtype() == DType.F32
                        && kernel.isStatic()
                        && at.each().stream().allMatch(i -> isPlain(at, i, x.shape(), kernel));
        if (!fits) {
            return Optional.empty();
        }
        var result = conv.inferTypes(operands).getFirst().shape();
        var tiling = new Tiling(result, at.channelsLast(), EDGE);
        return Optional.of(new TiledConvolution(at, kernel.dim(at.kernelIn()), tiling));
    }

    private static boolean isPlain(Geometry at, int i, Shape x, Shape kernel) {
        return at.strides().get(i) == 1
                && at.dilations().get(i) == 1
                && kernel.dim(at.kernel(i)).isConstant(KERNEL)
                && x.dim(at.spatial(i)).isConstant()
                && Stream.of(at.low().get(i), at.high().get(i))
                        .allMatch(pad -> pad.isConstant() && pad.constant() >= 0);
    }

    /**
     * Does it cost clearly less than the sum itself? Multiply-adds, transforms and reads of weights
     * are weighed, by the shapes alone. A batch of unknown size counts as one image.
     */
    public boolean pays() {
        var result = tiling.shape();
        double batch = result.dim(0).isConstant() ? result.dim(0).constant() : 1;
        double positions = batch;
        double tiles = batch;
        for (int i : at.each()) {
            positions *= result.dim(at.spatial(i)).constant();
            tiles *= tiling.tiles(i).constant();
        }
        double inner = in.constant();
        double outer = result.dim(at.channels()).constant();
        double direct = KERNEL * KERNEL * inner * outer * (positions + READ);
        double tiled =
                SPAN * SPAN * inner * outer * (tiles + READ)
                        + tiles * (INPUT_TRANSFORM * inner + OUTPUT_TRANSFORM * outer);
        return direct > LEAST_GAIN * tiled;
    }

    /** How the result lies. */
    public Tiling tiling() {
        return tiling;
    }

    /** x as {@link #tiles} takes it: with its channels last. */
    public Value channelsLast(FunctionBuilder builder, Value x) {
        return at.channelsLast() ? x : builder.add(new Transpose(List.of(0, 2, 3, 1)), x);
    }

    /**
     * The result as tiles.
     *
     * @param x {@code [batch, height, width, in]}
     * @param kernel as the convolution has it
     * @param name of the result; other values have names that begin with it
     */
    public Value tiles(FunctionBuilder builder, Value x, Value kernel, String name) {
        var padded = pad(builder.named(name + "_padded"), x);
        var rows = combine(builder, name + "_rows", window(builder, padded, 1, 0), 4, INPUT);
        var squares = combine(builder, name + "_squares", window(builder, rows, 3, 1), 5, INPUT);
        var half = combine(builder, name + "_half_kernel", kernel, at.kernel(0), WEIGHTS);
        var weights = combine(builder, name + "_kernel", half, at.kernel(1), WEIGHTS);
        var each = List.of(0, 1);
        int inputs = at.channelsLast() ? 2 : 3;
        var contraction = new Contract(each, each, List.of(5), List.of(inputs));
        var products = builder.named(name + "_products").add(contraction, squares, weights);
        var columns = combine(builder, name + "_columns", products, 0, OUTPUT);
        var tiles = combine(builder, name + "_tiles", columns, 1, LAST_OUTPUT);
        return builder.named(name).add(new Transpose(List.of(2, 3, 0, 4, 1, 5)), tiles);
    }

    private static Value combine(
            FunctionBuilder builder,
            String name,
            Value x,
            int axis,
            LinearCombinations combinations) {
        var along = new LinearCombinations(axis, combinations.count(), combinations.factors());
        return builder.named(name).add(along, x);
    }

    /** Zeros around, so that all squares lie inside. */
    private Value pad(FunctionBuilder builder, Value x) {
        var low = new ArrayList<>(Collections.nCopies(4, Dim.ZERO));
        var high = new ArrayList<>(low);
        for (int i : at.each()) {
            var whole = tiling.tiles(i).times(EDGE).plus(SPAN - EDGE);
            low.set(1 + i, at.low().get(i));
            high.set(1 + i, whole.minus(x.type().shape().dim(1 + i)).minus(at.low().get(i)));
        }
        boolean isNothing = Stream.concat(low.stream(), high.stream()).allMatch(Dim.ZERO::equals);
        return isNothing ? x : builder.add(new Pad(low, high, Collections.nCopies(4, 0), 0), x);
    }

    /** Six elements along a spatial axis for each tile, as the last axis. */
    private Value window(FunctionBuilder builder, Value x, int axis, int spatial) {
        var window =
                new Window(
                        List.of(axis),
                        List.of(0),
                        List.of(tiling.tiles(spatial)),
                        List.of(Dim.of(SPAN)),
                        List.of(EDGE),
                        List.of(1));
        return builder.add(window, x);
    }
}
