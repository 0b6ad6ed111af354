package dev.forja.ir.op.math;

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

/** Reciprocal square root. */
public record Rsqrt() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc("Reciprocal square root.", "1 / sqrt(x)", List.of("x"), List.of());
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return Formulas.div(Formulas.of(x, 1), ScalarExpr.call(ScalarFn.SQRT, x));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.node("Reciprocal", target.plain("Sqrt").result()).result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.1, 3, new Rsqrt(), "f32[n, 5]"),
                Sample.within(0.1, 3, new Rsqrt(), "f64[3]"));
    }
}
