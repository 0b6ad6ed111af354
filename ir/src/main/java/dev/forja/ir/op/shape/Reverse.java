package dev.forja.ir.op.shape;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** The elements of an axis from the last to the first. */
public record Reverse(int axis) implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Turns an axis around.", "result[i] = x[n - 1 - i]", List.of("x"), List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        Operands.axis(this, axis, operands.getFirst().rank());
        return operands;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        int at = Operands.axis(this, axis, x.type().rank());
        var size = x.type().shape().dim(at);
        var last = Emit.dim(builder, size.plus(-1), DType.I32);
        var position = builder.add(new Iota(DType.I32, Shape.of(size), 0));
        var mirrored = Broadcasting.apply(builder, new Sub(), List.of(last, position));
        return List.of(builder.add(new Gather(at), x, mirrored));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var all =
                List.of(
                        target.operand(0),
                        target.integers(List.of(-1)),
                        target.integers(List.of(-OnnxTarget.END)),
                        target.integers(List.of(axis)),
                        target.integers(List.of(-1)));
        return WritesOnnx.one(target.node("Slice", all).result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Reverse(0), "f32[n, 3]"), Sample.of(new Reverse(-1), "i32[2, n]"));
    }
}
