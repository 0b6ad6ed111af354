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

/** Remainder with the sign of the dividend, as in Java. */
public record Rem() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Remainder with the sign of the dividend, as in Java.",
                "a - b * trunc(a / b)",
                List.of("a", "b"),
                List.of());
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.REM, Formulas.Kind.NUMERIC, types);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.plain("Mod").with("fmod", 1).result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(1, 7, new Rem(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(1, 7, new Rem(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(1, 7, new Rem(), "f32[]", "f32[]"));
    }
}
