package dev.forja.ir.op.shape;

import dev.forja.ir.diag.Location;
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
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Joins tensors along an axis. */
public record Concat(int axis) implements StructuredOp, LinearOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Joins tensors along an axis.",
                "result = [x0, x1, ..]",
                List.of("x..."),
                List.of(
                        OpDoc.OnnxName.since("Concat", 4).range(OnnxRange.MOVES),
                        OpDoc.OnnxName.since("Concat", 1)
                                .range(OnnxRange.MOVES)
                                .absent("axis", 1)
                                .until(3)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.require(this, !operands.isEmpty(), "operands", "at least one", "none");
        var first = operands.getFirst();
        int at = Operands.axis(this, axis, first.rank());
        var size = Dim.ZERO;
        for (var type : operands) {
            boolean fits =
                    type.rank() == first.rank()
                            && type.dtype() == first.dtype()
                            && type.shape()
                                    .with(at, Dim.ONE)
                                    .equals(first.shape().with(at, Dim.ONE));
            Operands.require(
                    this, fits, "operands that don't join", first + " but for axis " + at, type);
            size = size.plus(type.shape().dim(at));
        }
        return List.of(first.withShape(first.shape().with(at, size)));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        int at = Operands.axis(this, axis, result.rank());
        var kernels = new ArrayList<Kernel>();
        var offset = Dim.ZERO;
        for (int i = 0; i < operands.size(); i++) {
            var shape = operands.get(i).shape();
            var store = new ArrayList<>(Kernels.identity(shape.rank()));
            store.set(at, new IndexExpr.Direct(Affine.axis(at).plus(offset)));
            var load =
                    new ScalarExpr.Load(
                            Access.of(i, Kernels.identity(shape.rank())), result.dtype());
            kernels.add(Kernels.part(this, operands, result, shape, store, load, location));
            offset = offset.plus(shape.dim(at));
        }
        return kernels;
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(this::sliceBack);
    }

    private List<Value> sliceBack(Gradient.Request r) {
        int at = Operands.axis(this, axis, r.cotangent().type().rank());
        var parts = new ArrayList<Value>();
        var offset = Dim.ZERO;
        for (var operand : r.operands()) {
            var shape = operand.type().shape();
            var starts = new ArrayList<>(Collections.nCopies(shape.rank(), Dim.ZERO));
            starts.set(at, offset);
            var steps = Collections.nCopies(shape.rank(), 1);
            parts.add(r.builder().add(new Slice(starts, shape.dims(), steps), r.cotangent()));
            offset = offset.plus(shape.dim(at));
        }
        return parts;
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Concat(1), "f32[n, 5]", "f32[n, 3]"),
                Sample.of(new Concat(0), "f32[3]", "f32[n]", "f32[1]"));
    }
}
