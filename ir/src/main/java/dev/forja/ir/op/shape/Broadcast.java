package dev.forja.ir.op.shape;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.Location;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.KeepsElements;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.RepeatsElements;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Repeats a tensor: axis i of the operand becomes axis axes[i] of the result; a size of 1 is
 * stretched.
 */
public record Broadcast(Shape shape, List<Integer> axes)
        implements StructuredOp, RepeatsElements, KeepsElements {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Repeats a tensor along new or stretched axes.",
                "result[.., i, ..] = x[i] or x[0]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Expand", 8, OnnxImport.one(Broadcast::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    public Broadcast {
        axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.require(this, axes.size() == x.rank(), "axes", x.rank() + " axes for " + x, axes);
        for (int i = 0; i < axes.size(); i++) {
            var target = shape.dim(Operands.axis(this, axes.get(i), shape.rank()));
            var source = x.shape().dim(i);
            if (!source.equals(target) && !source.isConstant(1)) {
                throw new TypeException(
                        mnemonic(),
                        "dimension " + i + " can't be stretched",
                        target + " or 1",
                        source + " in " + x,
                        "");
            }
        }
        return List.of(x.withShape(shape));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var x = operands.getFirst().shape();
        var index = new ArrayList<IndexExpr>();
        for (int i = 0; i < axes.size(); i++) {
            boolean same = x.dim(i).equals(shape.dim(axes.get(i)));
            index.add(
                    same ? IndexExpr.axis(axes.get(i)) : new IndexExpr.Direct(Affine.constant(0)));
        }
        var load = new ScalarExpr.Load(Access.of(0, index), result.dtype());
        return List.of(Kernels.map(this, operands, result, load, location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(sumBack(r)));
    }

    private Value sumBack(Gradient.Request r) {
        var x = r.operand(0).type().shape();
        var summed = new ArrayList<Integer>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            int from = axes.indexOf(axis);
            if (from < 0 || !x.dim(from).equals(shape.dim(axis))) {
                summed.add(axis);
            }
        }
        var sum = summed.isEmpty() ? r.cotangent() : Emit.sum(r.builder(), r.cotangent(), summed);
        // what is left lies in the order of the result's axes
        var left =
                IntStream.range(0, axes.size())
                        .boxed()
                        .filter(from -> !summed.contains(axes.get(from)))
                        .toList();
        var sorted = left.stream().sorted(Comparator.comparing(axes::get)).toList();
        var order = sorted.stream().map(left::indexOf).toList();
        return Emit.reshape(r.builder(), Emit.transposeTo(r.builder(), sum, order), x);
    }

    private static Value fromOnnx(OnnxCall call) {
        var shapes = List.of(call.type(0).shape(), call.shape(1));
        var shape = Broadcasting.commonShape("broadcast", shapes);
        return Broadcasting.to(call.builder(), call.operand(0), shape);
    }

    @Override
    public Compact compact(OnnxTarget target) {
        var rising = axes.stream().sorted().toList();
        var value =
                target.transpose(target.operand(0), rising.stream().map(axes::indexOf).toList());
        int first = rising.isEmpty() ? shape.rank() : rising.getFirst();
        var dims = new ArrayList<>(Collections.nCopies(shape.rank() - first, Dim.ONE));
        var added = new ArrayList<Integer>();
        for (int axis = first; axis < shape.rank(); axis++) {
            int from = axes.indexOf(axis);
            if (from < 0) {
                added.add(axis - first);
            } else {
                dims.set(axis - first, target.type(0).shape().dim(from));
            }
        }
        return new Compact(target.unsqueeze(value, added), new Shape(dims));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Broadcast(Shape.parse("n, 5"), List.of(1)), "f32[5]"),
                Sample.of(new Broadcast(Shape.parse("n, 5"), List.of(0)), "f32[n]"),
                Sample.of(new Broadcast(Shape.parse("n, 5"), List.of(0, 1)), "f32[n, 1]"),
                Sample.of(new Broadcast(Shape.parse("n, 2, 5"), List.of(2, 0)), "f32[5, n]"),
                Sample.of(new Broadcast(Shape.parse("2, n, 3"), List.of()), "f32[]"));
    }
}
