package dev.forja.ir.op.shape;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.LinearOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A part of a tensor: on each axis sizes[i] elements from starts[i], every steps[i]-th. */
public record Slice(List<Dim> starts, List<Dim> sizes, List<Integer> steps)
        implements StructuredOp, LinearOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "A part of a tensor.",
                "result[i, ..] = x[start + i * step, ..]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Slice", 1, OnnxImport.one(Slice::fromOnnx))
                                .range(OnnxRange.MOVES),
                        OpDoc.OnnxName.since("Split", 1, Slice::split).range(OnnxRange.MOVES)));
    }

    /** Positions beyond what an array holds mean the end. */
    private static final long LARGE = Integer.MAX_VALUE;

    public Slice {
        starts = List.copyOf(starts);
        sizes = List.copyOf(sizes);
        steps = List.copyOf(steps);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        boolean complete =
                starts.size() == x.rank() && sizes.size() == x.rank() && steps.size() == x.rank();
        Operands.require(
                this, complete, "attributes", "one start, size and step per axis of " + x, starts);
        for (int axis = 0; axis < x.rank(); axis++) {
            Operands.require(this, steps.get(axis) >= 1, "step", "1 or more", steps.get(axis));
            var last = starts.get(axis).plus(sizes.get(axis).plus(-1).times(steps.get(axis)));
            var room = x.shape().dim(axis).minus(last).plus(-1);
            boolean outside =
                    (room.isConstant() && room.constant() < 0 && !sizes.get(axis).isConstant(0))
                            || (starts.get(axis).isConstant() && starts.get(axis).constant() < 0);
            Operands.require(
                    this,
                    !outside,
                    "range on axis " + axis,
                    "positions 0 to " + x.shape().dim(axis).plus(-1) + " of " + x,
                    starts.get(axis) + " to " + last);
        }
        return List.of(x.withShape(new Shape(sizes)));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var index = new ArrayList<IndexExpr>();
        for (int axis = 0; axis < sizes.size(); axis++) {
            var position = Affine.axis(axis).times(Dim.of(steps.get(axis))).plus(starts.get(axis));
            index.add(new IndexExpr.Direct(position));
        }
        var load = new ScalarExpr.Load(Access.of(0, index), result.dtype());
        return List.of(Kernels.map(this, operands, result, load, location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(padBack(r)));
    }

    private Value padBack(Gradient.Request r) {
        var x = r.operand(0).type().shape();
        var high = new ArrayList<Dim>();
        for (int axis = 0; axis < x.rank(); axis++) {
            var size = sizes.get(axis);
            int step = steps.get(axis);
            var covered = step == 1 ? size : size.plus(-1).times(step).plus(1).max(Dim.ZERO);
            high.add(x.dim(axis).minus(starts.get(axis)).minus(covered));
        }
        var interior = steps.stream().map(step -> step - 1).toList();
        return r.builder().add(new Pad(starts, high, interior, 0), r.cotangent());
    }

    private static Value fromOnnx(OnnxCall call) {
        var x = call.type(0).shape();
        boolean hasOperands = call.version() >= 10;
        var from = hasOperands ? call.dims(1) : given(call, "starts");
        var to = hasOperands ? call.dims(2) : given(call, "ends");
        var first = IntStream.range(0, from.size()).boxed().toList();
        var named = (hasOperands ? axes(call, 3) : call.integers("axes")).orElse(first);
        var strides = axes(call, 4).orElse(Collections.nCopies(from.size(), 1));
        if (to.size() != from.size()
                || named.size() != from.size()
                || strides.size() != from.size()) {
            throw OnnxProblem.invalid("starts, ends, axes and steps of different lengths");
        }
        var starts = new ArrayList<>(Collections.nCopies(x.rank(), Dim.ZERO));
        var sizes = new ArrayList<>(x.dims());
        var steps = new ArrayList<>(Collections.nCopies(x.rank(), 1));
        var reversed = new ArrayList<Integer>();
        var axes = OnnxCall.axes(named, x.rank());
        for (int i = 0; i < axes.size(); i++) {
            int axis = axes.get(i);
            int step = strides.get(i);
            if (step == 0) {
                throw OnnxProblem.invalid("a step of 0");
            }
            var size = x.dim(axis);
            var range = Range.of(from.get(i), to.get(i), step, size);
            starts.set(axis, range.start());
            sizes.set(axis, range.size());
            steps.set(axis, Math.abs(step));
            if (step < 0) {
                reversed.add(axis);
            }
        }
        var result = call.operand(0);
        if (!sizes.equals(x.dims())) {
            result = call.builder().add(new Slice(starts, sizes, steps), result);
        }
        for (int axis : reversed) {
            result = call.builder().add(new Reverse(axis), result);
        }
        return result;
    }

    private static List<Dim> given(OnnxCall call, String name) {
        return call
                .integers(name)
                .orElseThrow(() -> OnnxProblem.invalid("attribute " + name + " is missing"))
                .stream()
                .map(Dim::of)
                .toList();
    }

    private static Optional<List<Integer>> axes(OnnxCall call, int operand) {
        return call.has(operand) ? Optional.of(call.ints(operand)) : Optional.empty();
    }

    /** The least position and the number of positions that a start, an end and a step name. */
    private record Range(Dim start, Dim size) {
        static Range of(Dim from, Dim to, int step, Dim extent) {
            if (step > 0) {
                var start = clamp(from, Dim.ZERO, extent, extent);
                var end = clamp(to, Dim.ZERO, extent, extent);
                var size = notNegative(end.minus(start)).ceilDiv(step);
                return new Range(size.isConstant(0) ? Dim.ZERO : start, size);
            }
            var last = extent.plus(-1);
            var start = clamp(from, Dim.of(-1), last, extent);
            var end = clamp(to, Dim.of(-1), last, extent);
            var size = notNegative(start.minus(end)).ceilDiv(-(long) step);
            var least = start.plus(size.plus(-1).times(step));
            return new Range(size.isConstant(0) ? Dim.ZERO : least, size);
        }

        /** A position counted from the front, between low and high. */
        private static Dim clamp(Dim position, Dim low, Dim high, Dim extent) {
            if (position.isConstant() && Math.abs((double) position.constant()) >= LARGE) {
                return position.constant() < 0 ? low : high;
            }
            boolean isNegative = position.times(-1).plus(-1).isNeverNegative();
            var counted = isNegative ? extent.plus(position) : position;
            var bounded = counted.minus(low).isNeverNegative() ? counted : counted.max(low);
            return high.minus(bounded).isNeverNegative() ? bounded : bounded.min(high);
        }

        private static Dim notNegative(Dim dim) {
            return dim.isNeverNegative() ? dim : dim.max(Dim.ZERO);
        }
    }

    /** A part of one axis. */
    public static Value part(FunctionBuilder builder, Value x, int axis, Dim start, Dim size) {
        int rank = x.type().rank();
        var starts = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        var sizes = new ArrayList<>(x.type().shape().dims());
        starts.set(axis, start);
        sizes.set(axis, size);
        return builder.add(new Slice(starts, sizes, Collections.nCopies(rank, 1)), x);
    }

    /** Parts of given sizes, or as many equal ones as there are results. */
    private static List<Value> split(OnnxCall call) {
        var x = call.operand(0);
        int axis = call.axis("axis", 0, x.type().rank());
        var extent = x.type().shape().dim(axis);
        var sizes =
                call.has(1)
                        ? call.dims(1)
                        : call.integers("split")
                                .map(list -> list.stream().map(Dim::of).toList())
                                .orElseGet(() -> equalParts(call, extent));
        if (!sizes.stream().reduce(Dim.ZERO, Dim::plus).equals(extent)) {
            throw OnnxProblem.invalid("parts of " + sizes + " for a size of " + extent);
        }
        var parts = new ArrayList<Value>();
        var start = Dim.ZERO;
        for (var size : sizes) {
            parts.add(part(call.builder(), x, axis, start, size));
            start = start.plus(size);
        }
        return parts;
    }

    private static List<Dim> equalParts(OnnxCall call, Dim extent) {
        int count = Math.toIntExact(call.integer("num_outputs", call.results()));
        if (count < 1) {
            throw OnnxProblem.invalid(count + " results");
        }
        // where the parts can't be equal, the last one is smaller
        var size = extent.ceilDiv(count);
        var sizes = new ArrayList<>(Collections.nCopies(count - 1, size));
        sizes.add(extent.minus(size.times(count - 1)));
        return sizes;
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var x = target.type(0).shape();
        var value = target.operand(0);
        var first = new ArrayList<Dim>();
        var behind = new ArrayList<Dim>();
        var named = new ArrayList<Integer>();
        var strides = new ArrayList<Integer>();
        for (int axis = 0; axis < x.rank(); axis++) {
            var start = starts.get(axis);
            var size = sizes.get(axis);
            int step = steps.get(axis);
            var end = start.plus(size.times(step));
            var beyond = end.minus(x.dim(axis));
            if (start.equals(Dim.ZERO) && size.equals(x.dim(axis)) && step == 1) {
                continue;
            }
            if (size.isConstant() && !start.isConstant()) {
                value = picked(target, value, axis);
                continue;
            }
            boolean isToEnd = beyond.isConstant() && beyond.constant() >= 0;
            first.add(start);
            behind.add(isToEnd ? Dim.of(OnnxTarget.END) : end);
            named.add(axis);
            strides.add(step);
        }
        if (named.isEmpty()) {
            return WritesOnnx.one(value);
        }
        var operands = new ArrayList<>(List.of(value, target.sizes(first), target.sizes(behind)));
        operands.add(target.integers(named));
        if (strides.stream().anyMatch(step -> step > 1)) {
            operands.add(target.integers(strides));
        }
        return WritesOnnx.one(target.node("Slice", operands).result());
    }

    /** A known number of elements from a computed position on. */
    private OnnxTarget.Ref picked(OnnxTarget target, OnnxTarget.Ref value, int axis) {
        int count = Math.toIntExact(sizes.get(axis).constant());
        int step = steps.get(axis);
        var offsets = IntStream.range(0, count).mapToObj(i -> (long) i * step).toList();
        var start = target.size(starts.get(axis));
        var positions = target.node("Add", start, target.integers(offsets)).result();
        return target.node("Gather", value, positions).with("axis", axis).result();
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(
                        new Slice(
                                List.of(Dim.of(0), Dim.of(1)),
                                List.of(Dim.symbol("n"), Dim.of(3)),
                                List.of(1, 1)),
                        "f32[n, 5]"),
                Sample.of(new Slice(List.of(Dim.of(1)), List.of(Dim.of(3)), List.of(2)), "f32[7]"));
    }
}
