package dev.forja.ir.op.shape;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/** A part of a tensor: on each axis sizes[i] elements from starts[i], every steps[i]-th. */
public record Slice(List<Dim> starts, List<Dim> sizes, List<Integer> steps)
        implements StructuredOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "A part of a tensor.",
                "result[i, ..] = x[start + i * step, ..]",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Slice", 10)));
    }

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
