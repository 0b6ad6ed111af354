package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;

/** Continuously differentiable exponential linear unit (Barron 2017). */
public record Celu(double alpha) implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Continuously differentiable exponential linear unit (Barron 2017).",
                "x < 0 ? alpha * (e^(x / alpha) - 1) : x",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Celu", 12).absent("alpha", 1.0)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var zero = Formulas.of(x, 0);
        var scaled = Formulas.div(ScalarExpr.call(ScalarFn.MIN, x, zero), Formulas.of(x, alpha));
        return Formulas.where(
                ScalarExpr.call(ScalarFn.LT, x, zero),
                Formulas.mul(Formulas.of(x, alpha), ScalarExpr.call(ScalarFn.EXPM1, scaled)),
                x);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        // The standard has it for f32 alone.
        return target.type(0).dtype() == DType.F32
                ? WritesOnnx.one(target.plain("Celu").with("alpha", alpha).result())
                : Optional.empty();
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Celu(1.5), "f32[n, 5]"),
                Sample.within(-2, 2, new Celu(1.5), "f64[3]"));
    }
}
