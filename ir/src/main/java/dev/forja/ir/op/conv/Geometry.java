package dev.forja.ir.op.conv;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxLayout;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where things lie in a convolution. Channels first: x is [batch, channels, spatial..] and the
 * kernel [out, in / groups, spatial..], as in ONNX. Channels last: x is [batch, spatial..,
 * channels] and the kernel [spatial.., in / groups, out], as in TensorFlow.
 *
 * @param low padding before the elements of each spatial axis; negative cuts
 * @param high padding behind
 */
record Geometry(
        List<Integer> strides,
        List<Integer> dilations,
        List<Dim> low,
        List<Dim> high,
        int groups,
        boolean channelsLast) {

    /**
     * The result of an ONNX node with its third operand, a bias for each channel, if there is one.
     */
    static Value biased(OnnxCall call, Value product) {
        if (!call.has(2)) {
            return product;
        }
        var b = call.builder();
        var dims = new ArrayList<>(call.type(2).shape().dims());
        dims.addAll(Collections.nCopies(product.type().rank() - 2, Dim.ONE));
        var bias = Emit.reshape(b, call.operand(2), new Shape(dims));
        return Broadcasting.apply(b, new Add(), List.of(product, bias));
    }

    /** The number of spatial axes. */
    int axes() {
        return strides.size();
    }

    List<Integer> each() {
        return IntStream.range(0, axes()).boxed().toList();
    }

    /** A spatial axis of x. */
    int spatial(int i) {
        return channelsLast ? 1 + i : 2 + i;
    }

    int channels() {
        return channelsLast ? 1 + axes() : 1;
    }

    /** A spatial axis of the kernel. */
    int kernel(int i) {
        return channelsLast ? i : 2 + i;
    }

    int kernelIn() {
        return channelsLast ? axes() : 1;
    }

    int kernelOut() {
        return channelsLast ? axes() + 1 : 0;
    }

    /** How many positions the kernel spans on an axis. */
    Dim span(int i, Shape kernel) {
        return kernel.dim(kernel(i)).plus(-1).times(dilations.get(i)).plus(1);
    }

    /** The size that a spatial axis of x has after the convolution. */
    Dim convolved(int i, Shape x, Shape kernel) {
        return x.dim(spatial(i))
                .plus(low.get(i))
                .plus(high.get(i))
                .minus(span(i, kernel))
                .floorDiv(Dim.of(strides.get(i)))
                .plus(1);
    }

    /** The size that a spatial axis of x has after the transposed convolution. */
    Dim transposed(int i, Shape x, Shape kernel) {
        return x.dim(spatial(i))
                .plus(-1)
                .times(strides.get(i))
                .plus(span(i, kernel))
                .minus(low.get(i))
                .minus(high.get(i));
    }

    /** A shape of x or the result. */
    Shape shape(Dim batch, Dim channels, List<Dim> spatial) {
        var dims = new ArrayList<>(spatial);
        if (channelsLast) {
            dims.addFirst(batch);
            dims.addLast(channels);
        } else {
            dims.addFirst(channels);
            dims.addFirst(batch);
        }
        return new Shape(dims);
    }

    /** Checks everything but the channels. */
    void check(TensorOp op, List<TensorType> operands) {
        Operands.count(op, operands, 2);
        boolean complete =
                axes() >= 1
                        && List.of(dilations, low, high).stream()
                                .allMatch(list -> list.size() == axes());
        Operands.require(
                op, complete, "attributes", "one stride, dilation, low and high each", strides);
        boolean positive =
                groups >= 1
                        && strides.stream().allMatch(stride -> stride >= 1)
                        && dilations.stream().allMatch(dilation -> dilation >= 1);
        Operands.require(
                op,
                positive,
                "attributes",
                "strides, dilations and groups of 1 or more",
                strides + ", " + dilations + ", " + groups);
        var x = operands.get(0);
        var kernel = operands.get(1);
        var layout = channelsLast ? "[batch, spatial.., channels]" : "[batch, channels, spatial..]";
        if (x.rank() != axes() + 2) {
            throw new TypeException(
                    op.mnemonic(),
                    "rank of x",
                    "rank " + (axes() + 2) + ", " + layout,
                    "rank " + x.rank() + " " + x,
                    "");
        }
        Operands.rank(op, "the kernel", kernel, axes() + 2);
        Operands.require(
                op, x.dtype() == kernel.dtype(), "element types", x.dtype().text(), kernel);
    }

    /** The node of a convolution; empty where ONNX has none with such operands or padding. */
    Optional<OnnxTarget.Ref> convolution(OnnxTarget target) {
        boolean isPlain =
                Stream.concat(low.stream(), high.stream())
                        .allMatch(pad -> pad.isConstant() && pad.constant() >= 0);
        return isPlain && target.type(0).dtype().isFloat()
                ? Optional.of(written(target, "Conv", high, List.of()))
                : Optional.empty();
    }

    /** The node of a transposed convolution, under the same conditions. */
    Optional<OnnxTarget.Ref> transposed(OnnxTarget target) {
        var kept = new ArrayList<Dim>();
        var added = new ArrayList<Integer>();
        for (int i : each()) {
            boolean isPlain =
                    low.get(i).isConstant()
                            && high.get(i).isConstant()
                            && low.get(i).constant() >= 0
                            // Runtimes disagree about an output padding of a whole stride.
                            && -high.get(i).constant() < strides.get(i);
            if (!isPlain || !target.type(0).dtype().isFloat()) {
                return Optional.empty();
            }
            long more = Math.max(0, -high.get(i).constant());
            added.add((int) more);
            kept.add(high.get(i).plus(more));
        }
        return Optional.of(written(target, "ConvTranspose", kept, added));
    }

    private OnnxTarget.Ref written(
            OnnxTarget target, String operator, List<Dim> behind, List<Integer> added) {
        int rank = axes() + 2;
        var kernelFirst = new ArrayList<>(List.of(kernelOut(), kernelIn()));
        each().forEach(i -> kernelFirst.add(kernel(i)));
        var pads = Stream.concat(low.stream(), behind.stream()).map(Dim::constant).toList();
        var node =
                target.node(
                                operator,
                                OnnxLayout.first(target, channelsLast),
                                target.transpose(target.operand(1), kernelFirst))
                        .with("strides", strides)
                        .with("dilations", dilations)
                        .with("pads", pads)
                        .with("group", groups);
        if (added.stream().anyMatch(more -> more > 0)) {
            node.with("output_padding", added);
        }
        return OnnxLayout.back(target, node.result(), rank, channelsLast);
    }

    /** A dimension that the groups share out. */
    Dim perGroup(TensorOp op, Dim dim, String what) {
        return dim.divideExact(Dim.of(groups))
                .orElseThrow(() ->
                        new TypeException(
                                op.mnemonic(),
                                what + " don't divide among the groups",
                                "a multiple of " + groups,
                                dim + "",
                                ""));
    }
}
