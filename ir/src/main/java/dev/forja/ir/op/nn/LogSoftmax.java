package dev.forja.ir.op.nn;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Exp;
import dev.forja.ir.op.math.Log;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** Logarithm of the softmax along an axis, without overflow or loss of digits. */
public record LogSoftmax(int axis) implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Logarithm of the softmax.",
                "x - max x - ln sum e^(x - max x)",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since(
                                "LogSoftmax", 1, OnnxBuild.alongAxis(LogSoftmax::new))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        Operands.require(
                this,
                operands.getFirst().dtype().isFloat(),
                "element type",
                "f32 or f64",
                operands.getFirst());
        Operands.axis(this, axis, operands.getFirst().rank());
        return operands;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var axes = List.of(axis);
        var max = builder.add(new ReduceMax(axes, true), x);
        var shifted = Broadcasting.apply(builder, new Sub(), List.of(x, max));
        var sum = builder.add(new ReduceSum(axes, true), builder.add(new Exp(), shifted));
        return List.of(
                Broadcasting.apply(
                        builder, new Sub(), List.of(shifted, builder.add(new Log(), sum))));
    }

    /** dy - softmax(x) * sum(dy). */
    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(cotangent(r)));
    }

    private Value cotangent(Gradient.Request r) {
        var b = r.builder();
        var softmax = b.add(new Softmax(axis), r.operand(0));
        var sum = b.add(new ReduceSum(List.of(axis), true), r.cotangent());
        var scaled = Broadcasting.apply(b, new Mul(), List.of(softmax, sum));
        return b.add(new Sub(), r.cotangent(), scaled);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.plain("LogSoftmax").with("axis", axis).result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new LogSoftmax(-1), "f32[n, 5]"),
                Sample.of(new LogSoftmax(0), "f32[4, n]"));
    }
}
