package dev.forja.frontend.java.call;

import dev.forja.frontend.java.data.Datum;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.loss.SparseSoftmaxCrossEntropy;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Minimum;
import dev.forja.ir.op.random.Dropout;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Reshape;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The functions whose attributes follow from the shapes or types of their operands. */
final class ShapeFunctions {
    static final Map<String, SpecialFunction> ALL =
            Map.of(
                    "reshape", ShapeFunctions::reshape,
                    "transpose", ShapeFunctions::transpose,
                    "broadcastTo", ShapeFunctions::broadcastTo,
                    "slice", ShapeFunctions::slice,
                    "pad", ShapeFunctions::pad,
                    "cast", ShapeFunctions::cast,
                    "range", ShapeFunctions::range,
                    "clip", ShapeFunctions::clip,
                    "dropout", ShapeFunctions::dropout,
                    "softmaxCrossEntropy", ShapeFunctions::softmaxCrossEntropy);

    private ShapeFunctions() {}

    /** One size may be -1: what the others leave. */
    private static Datum reshape(CallSite site) {
        site.requireCount(1, Integer.MAX_VALUE, "reshape(x, int... sizes)");
        var x = site.tensor(0);
        var sizes = new ArrayList<>(site.dims(1));
        int open = sizes.indexOf(Dim.of(-1));
        if (open >= 0) {
            sizes.set(open, Dim.ONE);
            var rest = x.type().shape().size().divideExact(new Shape(sizes).size());
            sizes.set(
                    open,
                    rest.orElseThrow(() ->
                            site.problem("the size -1 stands for doesn't come out even")
                                    .expected(
                                            "sizes that divide the elements of " + x.type(),
                                            new Shape(sizes).toString())));
        }
        return site.emitter().apply(site, new Reshape(new Shape(sizes)), List.of(x));
    }

    /** Without a permutation the axes are reversed. */
    private static Datum transpose(CallSite site) {
        site.requireCount(1, Integer.MAX_VALUE, "transpose(x, int... permutation)");
        var x = site.tensor(0);
        var permutation = site.wholes(1);
        if (site.args().size() == 1) {
            permutation = IntStream.range(0, x.type().rank()).boxed().toList().reversed();
        }
        return site.emitter().apply(site, new Transpose(permutation), List.of(x));
    }

    private static Datum broadcastTo(CallSite site) {
        site.requireCount(1, Integer.MAX_VALUE, "broadcastTo(x, int... sizes)");
        var x = site.tensor(0);
        var shape = new Shape(site.dims(1));
        int shift = shape.rank() - x.type().rank();
        boolean fits = shift >= 0;
        for (int axis = 0; fits && axis < x.type().rank(); axis++) {
            var dim = x.type().shape().dim(axis);
            fits = dim.isConstant(1) || dim.equals(shape.dim(axis + shift));
        }
        if (!fits) {
            throw site.problem("shapes don't broadcast")
                    .expected(
                            "equal dimensions, or 1, counted from the right",
                            x.type() + " to " + shape);
        }
        return site.emitter().broadcast(site, x, shape);
    }

    /**
     * Either {@code slice(x, axis, from, to[, step])} or TensorFlow's {@code slice(x, begin[],
     * size[])}.
     */
    private static Datum slice(CallSite site) {
        var signature = "slice(x, int axis, int from, int to) or slice(x, int[] begin, int[] size)";
        site.requireCount(3, 5, signature);
        var x = site.tensor(0);
        int rank = x.type().rank();
        var steps = new ArrayList<>(Collections.nCopies(rank, 1));
        if (site.args().get(1) instanceof Datum.Sequence begin) {
            site.requireCount(3, 3, signature);
            if (!(site.args().get(2) instanceof Datum.Sequence size)) {
                throw site.mismatch(2, "an int[]");
            }
            var starts = begin.items().stream().map(item -> site.dim(item, 1)).toList();
            var sizes = size.items().stream().map(item -> site.dim(item, 2)).toList();
            return site.emitter().apply(site, new Slice(starts, sizes, steps), List.of(x));
        }
        site.requireCount(4, 5, signature);
        int axis = axis(site, 1, rank);
        int step = site.args().size() == 5 ? site.whole(4) : 1;
        if (step < 1) {
            throw site.mismatch(4, "a step of 1 or more");
        }
        var from = site.dim(2);
        var sizes = new ArrayList<>(x.type().shape().dims());
        var starts = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        starts.set(axis, from);
        sizes.set(axis, site.dim(3).minus(from).ceilDiv(step));
        steps.set(axis, step);
        return site.emitter().apply(site, new Slice(starts, sizes, steps), List.of(x));
    }

    private static int axis(CallSite site, int arg, int rank) {
        int axis = site.whole(arg);
        if (axis < -rank || axis >= rank) {
            throw site.problemAt(arg, "axis out of range")
                    .expected("an axis from " + -rank + " to " + (rank - 1), axis + "");
        }
        return axis < 0 ? axis + rank : axis;
    }

    private static Datum pad(CallSite site) {
        site.requireCount(3, 4, "pad(x, int[] low, int[] high, double value)");
        var x = site.tensor(0);
        if (!(site.args().get(1) instanceof Datum.Sequence low)) {
            throw site.mismatch(1, "an int[]");
        }
        if (!(site.args().get(2) instanceof Datum.Sequence high)) {
            throw site.mismatch(2, "an int[]");
        }
        double value = site.args().size() == 4 ? site.number(3) : 0;
        var op =
                new Pad(
                        low.items().stream().map(item -> site.dim(item, 1)).toList(),
                        high.items().stream().map(item -> site.dim(item, 2)).toList(),
                        Collections.nCopies(x.type().rank(), 0),
                        value);
        return site.emitter().apply(site, op, List.of(x));
    }

    private static Datum cast(CallSite site) {
        site.requireCount(2, 2, "cast(x, Class type)");
        var x = site.tensor(0);
        if (!(site.args().get(1) instanceof Datum.ElementClass(var type))) {
            throw site.mismatch(1, "the class of a tensor, such as Tensor.class");
        }
        return type == x.type().dtype()
                ? site.args().getFirst()
                : site.emitter().apply(site, new Convert(type), List.of(x));
    }

    private static Datum range(CallSite site) {
        site.requireCount(1, 1, "range(int limit)");
        var shape = Shape.of(site.dim(0));
        return site.requireEmitter().apply(site, new Iota(DType.I32, shape, 0), List.of());
    }

    private static Datum clip(CallSite site) {
        site.requireCount(3, 3, "clip(x, low, high)");
        var x = site.tensor(0);
        var low = site.emitter().number(site, x.type().dtype(), site.number(1));
        var high = site.emitter().number(site, x.type().dtype(), site.number(2));
        var raised = site.emitter().inner(site, new Maximum(), x, low);
        return site.emitter().apply(site, new Minimum(), List.of(raised, high));
    }

    private static Datum dropout(CallSite site) {
        site.requireCount(2, 2, "dropout(x, double rate)");
        var x = site.tensor(0);
        double rate = site.number(1);
        if (!(rate >= 0 && rate < 1)) {
            throw site.problemAt(1, "rate out of range").expected("0 <= rate < 1", rate + "");
        }
        return site.emitter()
                .apply(site, new Dropout(rate, site.emitter().nextStream()), List.of(x));
    }

    private static Datum softmaxCrossEntropy(CallSite site) {
        site.requireCount(2, 3, "softmaxCrossEntropy(logits, labels)");
        if (site.args().get(1).isTensor() && site.type(1).dtype().isInteger()) {
            site.requireCount(2, 2, "softmaxCrossEntropy(logits, labels) for class indices");
            return site.requireEmitter()
                    .apply(
                            site,
                            new SparseSoftmaxCrossEntropy(),
                            List.of(site.tensor(0), site.tensor(1)));
        }
        return new OperatorCall(site, "softmaxCrossEntropy").apply();
    }
}
