package dev.forja.ir.op.nn;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.op.reduce.ArgMax;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** One at the first greatest element of an axis, zero elsewhere. */
public record Hardmax(int axis) implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "One at the first greatest element of an axis, zero elsewhere.",
                "i = argmax x ? 1 : 0",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Hardmax", 1, OnnxBuild.alongAxis(Hardmax::new))));
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
        var shape = x.type().shape();
        int at = Operands.axis(this, axis, shape.rank());
        var greatest = builder.add(new ArgMax(at, true), x);
        var position = builder.add(new Iota(DType.I32, shape, at));
        var isThere = Broadcasting.apply(builder, new Equal(), List.of(greatest, position));
        return List.of(builder.add(new Convert(x.type().dtype()), isThere));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("it is constant but for jumps");
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.plain("Hardmax").with("axis", axis).result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Hardmax(-1), "f32[n, 5]"), Sample.of(new Hardmax(0), "f32[4, n]"));
    }
}
