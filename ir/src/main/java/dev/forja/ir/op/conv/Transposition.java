package dev.forja.ir.op.conv;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.shape.Interleave;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Residues;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.StrideClass;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.op.shape.Window;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A transposed convolution as contractions. Positions of the result with one remainder by the
 * stride get contributions from the same elements of the kernel only, so each such class is a
 * convolution of stride 1 of its own, and the classes are interleaved. Where the kernel is no
 * longer than the stride nothing overlaps: its elements are then a free axis of one contraction.
 */
final class Transposition {
    private final FunctionBuilder builder;
    private final Geometry at;
    private final Convolutions convolutions;
    private final Value x;
    private final Value kernel;
    private final TensorType result;
    private final List<Along> along;

    /**
     * One spatial axis.
     *
     * @param isApart whether the elements of the kernel are a free axis
     * @param classes how many classes are computed one by one
     * @param start position of the result's first element before low is cut off, from where classes
     *     count
     * @param length positions of each class
     */
    private record Along(
            boolean isApart,
            int size,
            int stride,
            int dilation,
            int classes,
            Dim start,
            int shift,
            Dim length) {
        StrideClass members(int residue) {
            return StrideClass.of(residue, shift, stride, dilation).orElse(null);
        }

        int count(int residue) {
            var of = members(residue);
            return of == null ? 0 : Math.toIntExact(of.count(Dim.of(size)).constant());
        }

        /** How far windows of x reach before its first element. */
        int before() {
            int most = 0;
            for (int residue = 0; !isApart && residue < stride; residue++) {
                if (count(residue) > 0) {
                    var of = members(residue);
                    most = Math.max(most, of.back() * (count(residue) - 1) - of.base());
                }
            }
            return most;
        }

        /** How far windows of x reach behind its last element. */
        Dim behind(Dim elements) {
            int most = isApart ? 0 : Integer.MIN_VALUE;
            for (int residue = 0; !isApart && residue < stride; residue++) {
                if (count(residue) > 0) {
                    most = Math.max(most, members(residue).base());
                }
            }
            return most == Integer.MIN_VALUE ? Dim.ZERO : length.plus(most).minus(elements);
        }
    }

    Transposition(FunctionBuilder builder, Geometry at, Value x, Value kernel, TensorType result) {
        this.builder = builder;
        this.at = at;
        this.convolutions = new Convolutions(builder, at);
        this.x = x;
        this.kernel = kernel;
        this.result = result;
        this.along = at.each().stream().map(this::along).toList();
    }

    private Along along(int i) {
        int size = Math.toIntExact(kernel.type().shape().dim(at.kernel(i)).constant());
        int stride = at.strides().get(i);
        int dilation = at.dilations().get(i);
        boolean isApart = stride > 1 && size <= stride && dilation == 1;
        var low = at.low().get(i);
        boolean countsFromResult = low.isConstant() && !isApart;
        var start = countsFromResult ? Dim.ZERO : low;
        int shift = countsFromResult ? Math.toIntExact(-low.constant()) : 0;
        var length = result.shape().dim(at.spatial(i)).plus(start).ceilDiv(stride);
        return new Along(
                isApart, size, stride, dilation, isApart ? 1 : stride, start, shift, length);
    }

    Value build() {
        var low = along.stream().map(axis -> Dim.of(axis.before())).toList();
        var high = new ArrayList<Dim>();
        for (int i : at.each()) {
            high.add(along.get(i).behind(x.type().shape().dim(at.spatial(i))));
        }
        var padded = convolutions.groupChannels(fit(low, high));
        var grouped = convolutions.groupKernel(kernel);
        var classes = along.stream().map(Along::classes).toList();
        var parts =
                Residues.all(classes).stream()
                        .map(residues -> part(padded, grouped, residues))
                        .toList();
        var axes = at.each().stream().map(at::spatial).toList();
        var whole =
                parts.size() == 1
                        ? parts.getFirst()
                        : builder.node(new Interleave(axes, classes), parts).result();
        return cut(whole);
    }

    /** x with zeros around; an axis that stands alone is also cut to its length. */
    private Value fit(List<Dim> low, List<Dim> high) {
        var value = convolutions.pad(x, low, high);
        var sizes = new ArrayList<>(value.type().shape().dims());
        for (int i : at.each()) {
            if (along.get(i).isApart()) {
                sizes.set(at.spatial(i), along.get(i).length());
            }
        }
        return slice(value, Collections.nCopies(sizes.size(), Dim.ZERO), sizes);
    }

    private Value slice(Value value, List<Dim> starts, List<Dim> sizes) {
        return sizes.equals(value.type().shape().dims())
                ? value
                : builder.add(
                        new Slice(starts, sizes, Collections.nCopies(sizes.size(), 1)), value);
    }

    /** The positions of one class. */
    private Value part(Value padded, Value grouped, List<Integer> residues) {
        for (int i : at.each()) {
            if (!along.get(i).isApart() && along.get(i).count(residues.get(i)) == 0) {
                return Emit.fill(builder, result.withShape(partShape()), 0);
            }
        }
        var windows = windows(padded, residues);
        var elements = elements(grouped, residues);
        var moving = at.each().stream().filter(i -> !along.get(i).isApart()).toList();
        var over = new ArrayList<Integer>();
        var overKernel = new ArrayList<Integer>();
        int rank = padded.type().rank();
        for (int i = 0; i < moving.size(); i++) {
            over.add(rank + i);
            overKernel.add(convolutions.kernelSpatial().get(moving.get(i)));
        }
        int channels = at.channelsLast() ? over.size() : 0;
        over.add(channels, convolutions.channel());
        overKernel.add(channels, convolutions.kernelOut());
        var contraction =
                new Contract(
                        convolutions.groupAxis(), convolutions.kernelGroupAxis(), over, overKernel);
        var product = apartBesideSpatial(builder.add(contraction, windows, elements));
        var spatial = along.stream().map(axis -> axis.isApart() ? 2 : 1).toList();
        return merge(convolutions.arrange(product, spatial));
    }

    private Value windows(Value padded, List<Integer> residues) {
        var axes = new ArrayList<Integer>();
        var starts = new ArrayList<Integer>();
        var counts = new ArrayList<Dim>();
        var sizes = new ArrayList<Dim>();
        var dilations = new ArrayList<Integer>();
        for (int i : at.each()) {
            var axis = along.get(i);
            if (!axis.isApart()) {
                var members = axis.members(residues.get(i));
                axes.add(convolutions.spatial().get(i));
                starts.add(axis.before() + members.base());
                counts.add(axis.length());
                sizes.add(Dim.of(axis.count(residues.get(i))));
                dilations.add(-members.back());
            }
        }
        return axes.isEmpty()
                ? padded
                : builder.add(
                        new Window(
                                axes,
                                starts,
                                counts,
                                sizes,
                                Collections.nCopies(axes.size(), 1),
                                dilations),
                        padded);
    }

    /** The elements of the kernel that reach the class. */
    private Value elements(Value grouped, List<Integer> residues) {
        int rank = grouped.type().rank();
        var starts = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        var sizes = new ArrayList<>(grouped.type().shape().dims());
        var steps = new ArrayList<>(Collections.nCopies(rank, 1));
        for (int i : at.each()) {
            var axis = along.get(i);
            if (!axis.isApart()) {
                int kernelAxis = convolutions.kernelSpatial().get(i);
                starts.set(kernelAxis, Dim.of(axis.members(residues.get(i)).first()));
                sizes.set(kernelAxis, Dim.of(axis.count(residues.get(i))));
                steps.set(kernelAxis, axis.members(residues.get(i)).step());
            }
        }
        return sizes.equals(grouped.type().shape().dims())
                ? grouped
                : builder.add(new Slice(starts, sizes, steps), grouped);
    }

    /**
     * From [groups, batch, spatial.., then the free axes of the kernel in its order] to [groups,
     * batch, spatial axes each with its elements, channels].
     */
    private Value apartBesideSpatial(Value product) {
        var apart = at.each().stream().filter(i -> along.get(i).isApart()).toList();
        int first = convolutions.groupAxis().size() + 1;
        int free = first + at.axes();
        int channels = at.channelsLast() ? free + apart.size() : free;
        int elements = at.channelsLast() ? free : free + 1;
        var permutation = new ArrayList<>(Convolutions.range(0, first));
        for (int i : at.each()) {
            permutation.add(first + i);
            if (along.get(i).isApart()) {
                permutation.add(elements + apart.indexOf(i));
            }
        }
        permutation.add(channels);
        return permutation.equals(Convolutions.range(0, permutation.size()))
                ? product
                : builder.add(new Transpose(permutation), product);
    }

    /** Joins each spatial axis with its elements, filled up to the stride, and the groups. */
    private Value merge(Value product) {
        int rank = product.type().rank();
        var high = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        int position = convolutions.spatial().getFirst();
        for (var axis : along) {
            if (axis.isApart()) {
                position++;
                high.set(position, Dim.of(axis.stride() - axis.size()));
            }
            position++;
        }
        var filled =
                high.stream().allMatch(Dim.ZERO::equals)
                        ? product
                        : builder.add(
                                new Pad(
                                        Collections.nCopies(rank, Dim.ZERO),
                                        high,
                                        Collections.nCopies(rank, 0),
                                        0),
                                product);
        return Emit.reshape(builder, filled, partShape());
    }

    private Shape partShape() {
        var sizes = new ArrayList<Dim>();
        for (var axis : along) {
            sizes.add(axis.isApart() ? axis.length().times(axis.stride()) : axis.length());
        }
        return at.shape(result.shape().dim(0), result.shape().dim(at.channels()), sizes);
    }

    private Value cut(Value whole) {
        var starts = new ArrayList<>(Collections.nCopies(whole.type().rank(), Dim.ZERO));
        at.each().forEach(i -> starts.set(at.spatial(i), along.get(i).start()));
        return slice(whole, starts, result.shape().dims());
    }
}
