package dev.forja.ir.op.nn;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Exp;
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

/** Softmax along an axis, of x minus its greatest element, so that nothing overflows. */
public record Softmax(int axis) implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Softmax along an axis.",
                "e^(x - max x) / sum e^(x - max x)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Softmax", 1, OnnxBuild.alongAxis(Softmax::new))));
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
        var powers = builder.add(new Exp(), shifted);
        var sum = builder.add(new ReduceSum(axes, true), powers);
        return List.of(Broadcasting.apply(builder, new Div(), List.of(powers, sum)));
    }

    /**
     * y * (dy - sum(dy * y)): no derivative of the greatest element is needed, since softmax
     * doesn't depend on it.
     */
    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(cotangent(r)));
    }

    private Value cotangent(Gradient.Request r) {
        var b = r.builder();
        var weighted = b.add(new Mul(), r.cotangent(), r.result());
        var sum = b.add(new ReduceSum(List.of(axis), true), weighted);
        var centred = Broadcasting.apply(b, new Sub(), List.of(r.cotangent(), sum));
        return b.add(new Mul(), r.result(), centred);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.plain("Softmax").with("axis", axis).result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Softmax(-1), "f32[n, 5]"),
                Sample.of(new Softmax(0), "f32[4, n]"),
                Sample.of(new Softmax(1), "f64[2, 40]"));
    }
}
