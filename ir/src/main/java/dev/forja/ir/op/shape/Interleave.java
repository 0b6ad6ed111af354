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

/**
 * Puts tensors of one shape between one another's elements: along axes[i] the result is factors[i]
 * times as long. There is an operand for each combination of remainders by the factors, the last
 * remainder counting fastest.
 */
public record Interleave(List<Integer> axes, List<Integer> factors)
        implements StructuredOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Puts tensors between one another's elements.",
                "result[.., q * factor + r, ..] = x_r[.., q, ..]",
                List.of("x..."),
                List.of());
    }

    public Interleave {
        axes = List.copyOf(axes);
        factors = List.copyOf(factors);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Window.requireComplete(this, axes, List.of(factors));
        Operands.require(
                this,
                factors.stream().allMatch(factor -> factor >= 1),
                "factors",
                "1 or more",
                factors);
        Operands.count(this, operands, Residues.count(factors));
        var first = operands.getFirst();
        for (var type : operands) {
            Operands.require(
                    this, type.equals(first), "operands of different types", first + "", type);
        }
        var shape = first.shape();
        for (int i = 0; i < axes.size(); i++) {
            int axis = Operands.axis(this, axes.get(i), first.rank());
            shape = shape.with(axis, shape.dim(axis).times(factors.get(i)));
        }
        return List.of(first.withShape(shape));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var kernels = new ArrayList<Kernel>();
        var shape = operands.getFirst().shape();
        for (int part = 0; part < operands.size(); part++) {
            var store = new ArrayList<>(Kernels.identity(shape.rank()));
            var residues = Residues.of(part, factors);
            for (int i = 0; i < axes.size(); i++) {
                int axis = Operands.axis(this, axes.get(i), shape.rank());
                var position =
                        Affine.axis(axis)
                                .times(Dim.of(factors.get(i)))
                                .plus(Dim.of(residues.get(i)));
                store.set(axis, new IndexExpr.Direct(position));
            }
            var load =
                    new ScalarExpr.Load(
                            Access.of(part, Kernels.identity(shape.rank())), result.dtype());
            kernels.add(Kernels.part(this, operands, result, shape, store, load, location));
        }
        return kernels;
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(this::sliceBack);
    }

    private List<Value> sliceBack(Gradient.Request r) {
        var parts = new ArrayList<Value>();
        for (int part = 0; part < r.operands().size(); part++) {
            var shape = r.operand(part).type().shape();
            var starts = new ArrayList<>(Collections.nCopies(shape.rank(), Dim.ZERO));
            var steps = new ArrayList<>(Collections.nCopies(shape.rank(), 1));
            var residues = Residues.of(part, factors);
            for (int i = 0; i < axes.size(); i++) {
                int axis = Operands.axis(this, axes.get(i), shape.rank());
                starts.set(axis, Dim.of(residues.get(i)));
                steps.set(axis, factors.get(i));
            }
            parts.add(r.builder().add(new Slice(starts, shape.dims(), steps), r.cotangent()));
        }
        return parts;
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        int rank = target.type(0).rank();
        int count = axes.size();
        var shape = target.type(0).shape();
        var parts =
                target.allOperands().stream()
                        .map(part -> target.unsqueeze(part, List.of(0)))
                        .toList();
        var stack = target.node("Concat", parts).with("axis", 0).result();
        var factored = new ArrayList<Dim>();
        factors.forEach(factor -> factored.add(Dim.of(factor)));
        factored.addAll(shape.dims());
        var stacked = new ArrayList<>(shape.dims());
        stacked.addFirst(Dim.of(parts.size()));
        var order = new ArrayList<Integer>();
        for (int axis = 0; axis < rank; axis++) {
            order.add(count + axis);
            for (int i = 0; i < count; i++) {
                if (Operands.axis(this, axes.get(i), rank) == axis) {
                    order.add(i);
                }
            }
        }
        var split = target.reshape(stack, new Shape(stacked), new Shape(factored));
        var placed = target.transpose(split, order);
        var dims = order.stream().map(factored::get).toList();
        return WritesOnnx.one(
                target.reshape(placed, new Shape(dims), target.resultType(0).shape()));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Interleave(List.of(0), List.of(2)), "f32[n, 3]", "f32[n, 3]"),
                Sample.of(
                        new Interleave(List.of(0, 1), List.of(1, 3)),
                        "f32[2, n]",
                        "f32[2, n]",
                        "f32[2, n]"),
                Sample.of(
                        new Interleave(List.of(1, 2), List.of(2, 2)),
                        "f64[2, n, 3]",
                        "f64[2, n, 3]",
                        "f64[2, n, 3]",
                        "f64[2, n, 3]"));
    }
}
