package dev.forja.ir.op.pool;

import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.onnx.OnnxLayout;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxWindows;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Window;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The windows of a pooling over the spatial axes of [batch, channels, spatial..] or, with channels
 * last, [batch, spatial.., channels].
 *
 * @param low padding before the elements of each spatial axis
 * @param high padding behind
 * @param ceilMode whether a last window that the padding cuts off counts, as long as it begins
 *     before the padding behind
 */
record Pooling(
        List<Integer> sizes,
        List<Integer> strides,
        List<Integer> dilations,
        List<Dim> low,
        List<Dim> high,
        boolean ceilMode,
        boolean channelsLast) {

    /** The pooling of an ONNX node. */
    static Pooling of(OnnxWindows windows, boolean ceilMode) {
        return new Pooling(
                windows.sizes(),
                windows.strides(),
                windows.dilations(),
                windows.low(),
                windows.high(),
                ceilMode,
                false);
    }

    int axes() {
        return sizes.size();
    }

    List<Integer> each() {
        return IntStream.range(0, axes()).boxed().toList();
    }

    int spatial(int i) {
        return channelsLast ? 1 + i : 2 + i;
    }

    /** The positions that a window spans. */
    private int span(int i) {
        return (sizes.get(i) - 1) * dilations.get(i) + 1;
    }

    /** The number of windows on an axis of a size. */
    Dim count(int i, Dim size) {
        var padded = size.plus(low.get(i)).plus(high.get(i)).plus(-span(i));
        int stride = strides.get(i);
        return ceilMode
                ? padded.ceilDiv(stride).plus(1).min(size.plus(low.get(i)).ceilDiv(stride))
                : padded.floorDiv(Dim.of(stride)).plus(1);
    }

    /** The padding behind, with what the last window needs. */
    Dim reach(int i, Dim size) {
        return ceilMode
                ? count(i, size)
                        .plus(-1)
                        .times(strides.get(i))
                        .plus(span(i))
                        .minus(size)
                        .minus(low.get(i))
                : high.get(i);
    }

    TensorType infer(TensorOp op, List<TensorType> operands) {
        Operands.count(op, operands, 1);
        var x = operands.getFirst();
        boolean complete =
                axes() >= 1
                        && List.of(strides, dilations, low, high).stream()
                                .allMatch(list -> list.size() == axes());
        Operands.require(
                op, complete, "attributes", "one size, stride, dilation, low and high each", sizes);
        boolean positive =
                List.of(sizes, strides, dilations).stream()
                        .allMatch(list -> list.stream().allMatch(value -> value >= 1));
        Operands.require(
                op,
                positive,
                "attributes",
                "sizes, strides and dilations of 1 or more",
                sizes + ", " + strides + ", " + dilations);
        Operands.rank(op, "x", x, axes() + 2);
        var shape = x.shape();
        for (int i : each()) {
            var size = x.shape().dim(spatial(i));
            var count = count(i, size);
            if (count.isConstant() && count.constant() < 0) {
                throw new TypeException(
                        op.mnemonic(),
                        "windows larger than the padded x on spatial axis " + i,
                        "at most " + size.plus(low.get(i)).plus(high.get(i)) + " positions",
                        span(i) + "",
                        "");
            }
            shape = shape.with(spatial(i), count);
        }
        return x.withShape(shape);
    }

    /** The windows over x with a number around it; their elements are the last axes. */
    Value windows(FunctionBuilder builder, Value x, double outside) {
        int rank = x.type().rank();
        var lows = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        var highs = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        for (int i : each()) {
            lows.set(spatial(i), low.get(i));
            highs.set(spatial(i), reach(i, x.type().shape().dim(spatial(i))));
        }
        boolean isPadded =
                !lows.stream().allMatch(Dim.ZERO::equals)
                        || !highs.stream().allMatch(dim -> dim.isConstant() && dim.constant() <= 0);
        var padded =
                isPadded
                        ? builder.add(
                                new Pad(lows, highs, Collections.nCopies(rank, 0), outside), x)
                        : x;
        var window =
                new Window(
                        each().stream().map(this::spatial).toList(),
                        Collections.nCopies(axes(), 0),
                        counts(x.type()),
                        sizes.stream().map(size -> Dim.of(size)).toList(),
                        strides,
                        dilations);
        return builder.add(window, padded);
    }

    List<Dim> counts(TensorType x) {
        return each().stream().map(i -> count(i, x.shape().dim(spatial(i)))).toList();
    }

    /**
     * The node of a pooling operator; empty where ONNX lacks such windows, or runtimes disagree
     * about them.
     */
    Optional<OnnxTarget.Ref> write(
            OnnxTarget target, String operator, Map<String, Object> attributes) {
        var pads = new ArrayList<>(low);
        pads.addAll(high);
        boolean isPlain =
                target.type(0).dtype().isFloat()
                        && !ceilMode
                        && (operator.equals("MaxPool")
                                || dilations.stream().allMatch(dilation -> dilation == 1));
        for (int i = 0; i < pads.size(); i++) {
            var pad = pads.get(i);
            isPlain &=
                    pad.isConstant()
                            && pad.constant() >= 0
                            && pad.constant() < sizes.get(i % axes());
        }
        if (!isPlain) {
            return Optional.empty();
        }
        var node =
                target.node(operator, OnnxLayout.first(target, channelsLast))
                        .with("kernel_shape", sizes)
                        .with("strides", strides)
                        .with("pads", pads.stream().map(Dim::constant).toList());
        if (dilations.stream().anyMatch(dilation -> dilation > 1)) {
            node.with("dilations", dilations);
        }
        attributes.forEach(node::with);
        return Optional.of(OnnxLayout.back(target, node.result(), axes() + 2, channelsLast));
    }

    /** The axes of the elements of windows over a tensor of a rank. */
    List<Integer> elements(int rank) {
        return IntStream.range(rank, rank + axes()).boxed().toList();
    }

    /** Windows next to each other on every axis. */
    static Pooling plain(int axes, int size, int stride, int padding, boolean channelsLast) {
        var pads = Collections.nCopies(axes, Dim.of(padding));
        return new Pooling(
                Collections.nCopies(axes, size),
                Collections.nCopies(axes, stride),
                Collections.nCopies(axes, 1),
                pads,
                pads,
                false,
                channelsLast);
    }

    Pooling ceil() {
        return new Pooling(sizes, strides, dilations, low, high, true, channelsLast);
    }

    Pooling dilated(int dilation) {
        return new Pooling(
                sizes,
                strides,
                Collections.nCopies(axes(), dilation),
                low,
                high,
                ceilMode,
                channelsLast);
    }
}
