package dev.forja.ir.op.shape;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.Guard;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
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

/** Puts a value before, behind and between the elements; negative low or high cut. */
public record Pad(List<Dim> low, List<Dim> high, List<Integer> interior, double value)
        implements StructuredOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Puts a value around and between the elements.",
                "result[low + i * (interior + 1), ..] = x[i, ..]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Pad", 1, OnnxImport.one(Pad::fromOnnx))
                                .range(OnnxRange.MOVES),
                        OpDoc.OnnxName.since("CenterCropPad", 18, OnnxImport.one(Pad::centered))
                                .range(OnnxRange.MOVES)));
    }

    public Pad {
        low = List.copyOf(low);
        high = List.copyOf(high);
        interior = List.copyOf(interior);
    }

    private boolean isDense() {
        return interior.stream().allMatch(gap -> gap == 0);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        boolean complete =
                low.size() == x.rank() && high.size() == x.rank() && interior.size() == x.rank();
        Operands.require(
                this, complete, "attributes", "low, high and interior per axis of " + x, low);
        var dims = new ArrayList<Dim>();
        for (int axis = 0; axis < x.rank(); axis++) {
            var size = x.shape().dim(axis);
            var spread =
                    interior.get(axis) == 0
                            ? size
                            : size.plus(-1).times(interior.get(axis) + 1L).plus(1).max(Dim.ZERO);
            dims.add(spread.plus(low.get(axis)).plus(high.get(axis)));
        }
        return List.of(x.withShape(new Shape(dims)));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var fill = ScalarExpr.constant(result.dtype(), value);
        return isDense()
                ? List.of(dense(operands, result, fill, location))
                : List.of(
                        Kernels.map(this, operands, result, fill, location),
                        spread(operands, result, location));
    }

    private Kernel dense(
            List<TensorType> operands, TensorType result, ScalarExpr fill, Location location) {
        var x = operands.getFirst().shape();
        var index = new ArrayList<IndexExpr>();
        var guards = new ArrayList<Guard>();
        for (int axis = 0; axis < low.size(); axis++) {
            var position = new IndexExpr.Direct(Affine.axis(axis).plus(low.get(axis).times(-1)));
            index.add(position);
            if (!low.get(axis).equals(Dim.ZERO) || !high.get(axis).equals(Dim.ZERO)) {
                guards.add(new Guard(position, x.dim(axis)));
            }
        }
        var access = new Access(0, index, guards, guards.isEmpty() ? null : fill);
        return Kernels.map(
                this, operands, result, new ScalarExpr.Load(access, result.dtype()), location);
    }

    private Kernel spread(List<TensorType> operands, TensorType result, Location location) {
        var x = operands.getFirst().shape();
        var store = new ArrayList<IndexExpr>();
        for (int axis = 0; axis < low.size(); axis++) {
            var position =
                    Affine.axis(axis).times(Dim.of(interior.get(axis) + 1L)).plus(low.get(axis));
            store.add(new IndexExpr.Direct(position));
        }
        var load = new ScalarExpr.Load(Access.of(0, Kernels.identity(x.rank())), result.dtype());
        return Kernels.part(this, operands, result, x, store, load, location);
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(sliceBack(r)));
    }

    private Value sliceBack(Gradient.Request r) {
        var steps = interior.stream().map(gap -> gap + 1).toList();
        return r.builder()
                .add(new Slice(low, r.operand(0).type().shape().dims(), steps), r.cotangent());
    }

    private static Value fromOnnx(OnnxCall call) {
        var x = call.operand(0);
        int rank = x.type().rank();
        var all = IntStream.range(0, rank).boxed().toList();
        var axes = call.has(3) ? OnnxCall.axes(call.ints(3), rank) : all;
        var pads =
                call.version() >= 11
                        ? call.dims(1)
                        : call
                                .integers(call.version() < 2 ? "paddings" : "pads")
                                .orElse(List.of())
                                .stream()
                                .map(Dim::of)
                                .toList();
        if (pads.size() != 2 * axes.size()) {
            throw OnnxProblem.invalid(pads.size() + " pads for " + axes.size() + " axes");
        }
        var low = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        var high = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        for (int i = 0; i < axes.size(); i++) {
            low.set(axes.get(i), pads.get(i));
            high.set(axes.get(i), pads.get(axes.size() + i));
        }
        var mode = call.text("mode", "constant");
        if (!mode.equals("constant")) {
            return PaddingMode.of(mode).pad(call.builder(), x, low, high);
        }
        double value = call.has(2) ? call.number(2) : call.real("value", 0);
        return call.builder().add(new Pad(low, high, Collections.nCopies(rank, 0), value), x);
    }

    /** To given sizes: cut or filled up at both ends alike, at the end by the odd one more. */
    private static Value centered(OnnxCall call) {
        var x = call.operand(0);
        int rank = x.type().rank();
        var all = IntStream.range(0, rank).boxed().toList();
        var axes = call.integers("axes").map(given -> OnnxCall.axes(given, rank)).orElse(all);
        var sizes = call.shape(1).dims();
        if (sizes.size() != axes.size()) {
            throw OnnxProblem.invalid("sizes " + sizes + " for axes " + axes);
        }
        var low = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        var high = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        for (int i = 0; i < axes.size(); i++) {
            int axis = axes.get(i);
            var more = sizes.get(i).minus(x.type().shape().dim(axis));
            var less = more.times(-1);
            if (!more.isNeverNegative() && !less.isNeverNegative()) {
                throw OnnxProblem.unsupported("a size that is perhaps " + more + " larger");
            }
            var two = Dim.of(2);
            var first = more.isNeverNegative() ? more.floorDiv(two) : less.floorDiv(two).times(-1);
            low.set(axis, first);
            high.set(axis, more.minus(first));
        }
        return call.builder().add(new Pad(low, high, Collections.nCopies(rank, 0), 0), x);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        int rank = low.size();
        var type = target.type(0).dtype();
        var fill = type.isFloat() ? (Number) value : (Number) (long) value;
        var x = target.operand(0);
        var shape = target.type(0).shape();
        var pads = new ArrayList<>(low);
        for (int axis = 0; axis < rank; axis++) {
            // A gap behind each element, of which the last is cut off again.
            int gap = interior.get(axis);
            pads.add(high.get(axis).plus(-gap));
            if (gap > 0) {
                var around = new ArrayList<>(Collections.nCopies(2 * rank + 2, Dim.ZERO));
                around.set(rank + 1 + axis + 1, Dim.of(gap));
                var column = target.unsqueeze(x, List.of(axis + 1));
                var spread = padded(target, column, around, target.number(type, fill));
                var dims = new ArrayList<>(shape.dims());
                dims.add(axis + 1, Dim.of(gap + 1L));
                var wide = shape.with(axis, shape.dim(axis).times(gap + 1L));
                x = target.reshape(spread, new Shape(dims), wide);
                shape = wide;
            }
        }
        return WritesOnnx.one(padded(target, x, pads, target.number(type, fill)));
    }

    private static OnnxTarget.Ref padded(
            OnnxTarget target, OnnxTarget.Ref x, List<Dim> pads, OnnxTarget.Ref fill) {
        return target.node("Pad", x, target.sizes(pads), fill).result();
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(
                        new Pad(
                                List.of(Dim.of(0), Dim.of(1)),
                                List.of(Dim.of(2), Dim.of(0)),
                                List.of(0, 0),
                                0),
                        "f32[n, 5]"),
                Sample.of(
                        new Pad(List.of(Dim.of(1)), List.of(Dim.of(1)), List.of(2), 0.5),
                        "f32[4]"));
    }
}
