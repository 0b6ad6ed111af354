package dev.forja.ir.op.conv;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.op.shape.Window;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The contractions that a convolution and its gradients consist of. Tensors with groups are seen
 * with an axis of groups before that of their channels; without groups there is no such axis.
 */
final class Convolutions {
    private final FunctionBuilder builder;
    private final Geometry at;
    private final boolean isGrouped;

    Convolutions(FunctionBuilder builder, Geometry at) {
        this.builder = builder;
        this.at = at;
        this.isGrouped = at.groups() > 1;
    }

    /**
     * {@code result[n, p, o] = sum over k, c of x[n, p * stride + k * dilation - low, c] w[k, c,
     * o]}.
     */
    Value convolve(Value x, Value w, List<Dim> counts) {
        var windows = windows(x, counts, w.type().shape());
        var kernel = groupKernel(w);
        int axes = at.axes();
        var elements = range(windows.type().rank() - axes, windows.type().rank());
        var over = new ArrayList<Integer>();
        var overKernel = new ArrayList<Integer>();
        if (at.channelsLast()) {
            over.addAll(elements);
            over.add(channel());
            overKernel.addAll(kernelSpatial());
            overKernel.add(kernelIn());
        } else {
            over.add(channel());
            over.addAll(elements);
            overKernel.add(kernelIn());
            overKernel.addAll(kernelSpatial());
        }
        var product =
                builder.add(
                        new Contract(groupAxis(), kernelGroupAxis(), over, overKernel),
                        windows,
                        kernel);
        var shape = at.shape(x.type().shape().dim(0), w.type().shape().dim(at.kernelOut()), counts);
        return Emit.reshape(builder, arrange(product, Collections.nCopies(axes, 1)), shape);
    }

    /**
     * The gradient by the kernel: {@code result[k, c, o] = sum over n, p of x[n, p * stride + k *
     * dilation - low, c] y[n, p, o]}.
     */
    Value kernelGradient(Value x, Value y, TensorType kernel) {
        var counts = at.each().stream().map(i -> y.type().shape().dim(at.spatial(i))).toList();
        var windows = windows(x, counts, kernel.shape());
        var small = groupChannels(y);
        var over = new ArrayList<Integer>();
        over.add(0);
        over.addAll(spatial());
        if (!at.channelsLast()) {
            var gradient =
                    builder.add(new Contract(groupAxis(), groupAxis(), over, over), small, windows);
            return Emit.reshape(builder, gradient, kernel.shape());
        }
        int rank = windows.type().rank() - at.axes();
        var elementsFirst = new ArrayList<>(range(0, channel()));
        elementsFirst.addAll(range(rank, rank + at.axes()));
        elementsFirst.add(channel());
        var turned = builder.add(new Transpose(elementsFirst), windows);
        var gradient =
                builder.add(new Contract(groupAxis(), groupAxis(), over, over), turned, small);
        if (isGrouped) {
            var order = new ArrayList<Integer>();
            order.add(at.axes() + 1);
            order.addAll(range(0, at.axes() + 1));
            order.add(at.axes() + 2);
            gradient = Emit.transposeTo(builder, gradient, order);
        }
        return Emit.reshape(builder, gradient, kernel.shape());
    }

    /** The sliding windows of a kernel over the padded x. */
    private Value windows(Value x, List<Dim> counts, Shape kernel) {
        var padded = groupChannels(pad(x));
        var starts = at.low().stream().map(Convolutions::cut).toList();
        var sizes = at.each().stream().map(i -> kernel.dim(at.kernel(i))).toList();
        return builder.add(
                new Window(spatial(), starts, counts, sizes, at.strides(), at.dilations()), padded);
    }

    /** How many elements a constant negative padding leaves out. */
    private static int cut(Dim low) {
        return low.isConstant() && low.constant() < 0 ? Math.toIntExact(-low.constant()) : 0;
    }

    private Value pad(Value x) {
        return pad(x, at.low(), at.high());
    }

    /** Zeros around the spatial axes; where a size is known to be negative there are none. */
    Value pad(Value x, List<Dim> low, List<Dim> high) {
        int rank = x.type().rank();
        var lows = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        var highs = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        for (int i : at.each()) {
            lows.set(at.spatial(i), notNegative(low.get(i)));
            highs.set(at.spatial(i), notNegative(high.get(i)));
        }
        boolean isNothing =
                lows.stream().allMatch(Dim.ZERO::equals)
                        && highs.stream().allMatch(Dim.ZERO::equals);
        return isNothing
                ? x
                : builder.add(new Pad(lows, highs, Collections.nCopies(rank, 0), 0), x);
    }

    private static Dim notNegative(Dim size) {
        return size.isConstant() && size.constant() < 0 ? Dim.ZERO : size;
    }

    /** A tensor with channels as one with groups of channels. */
    Value groupChannels(Value x) {
        return isGrouped ? split(x, at.channels()) : x;
    }

    /** A kernel with its output channels as groups of them. */
    Value groupKernel(Value kernel) {
        return isGrouped ? split(kernel, at.kernelOut()) : kernel;
    }

    private Value split(Value value, int axis) {
        var dims = new ArrayList<>(value.type().shape().dims());
        var groups = Dim.of(at.groups());
        dims.set(axis, dims.get(axis).divideExact(groups).orElseThrow());
        dims.add(axis, groups);
        return Emit.reshape(builder, value, new Shape(dims));
    }

    /** The axis of groups of a grouped tensor; none without groups. */
    List<Integer> groupAxis() {
        return isGrouped ? List.of(at.channels()) : List.of();
    }

    List<Integer> kernelGroupAxis() {
        return isGrouped ? List.of(at.kernelOut()) : List.of();
    }

    /** The channel axis of a grouped tensor. */
    int channel() {
        return at.channels() + (isGrouped ? 1 : 0);
    }

    /** The spatial axes of a grouped tensor. */
    List<Integer> spatial() {
        int shift = isGrouped && !at.channelsLast() ? 1 : 0;
        return at.each().stream().map(i -> at.spatial(i) + shift).toList();
    }

    /** The spatial axes of a grouped kernel. */
    List<Integer> kernelSpatial() {
        int shift = isGrouped && !at.channelsLast() ? 1 : 0;
        return at.each().stream().map(i -> at.kernel(i) + shift).toList();
    }

    /** The axis of a grouped kernel for the channels of a convolution's x. */
    int kernelIn() {
        return at.kernelIn() + (isGrouped && !at.channelsLast() ? 1 : 0);
    }

    /** The axis of a grouped kernel for the channels of a convolution's result. */
    int kernelOut() {
        return at.kernelOut() + (isGrouped ? 1 : 0);
    }

    /**
     * Brings a contraction's result [groups, batch, spatial.., channels] into the order of the
     * layout; the groups stay an axis of their own.
     *
     * @param parts how many axes stand for each spatial axis
     */
    Value arrange(Value product, List<Integer> parts) {
        int spatial = parts.stream().mapToInt(Integer::intValue).sum();
        int groups = isGrouped ? 1 : 0;
        var permutation = new ArrayList<Integer>();
        permutation.add(groups);
        var middle = range(groups + 1, groups + 1 + spatial);
        var channels = new ArrayList<Integer>();
        if (isGrouped) {
            channels.add(0);
        }
        channels.add(groups + 1 + spatial);
        permutation.addAll(at.channelsLast() ? middle : channels);
        permutation.addAll(at.channelsLast() ? channels : middle);
        return permutation.equals(range(0, permutation.size()))
                ? product
                : builder.add(new Transpose(permutation), product);
    }

    static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
