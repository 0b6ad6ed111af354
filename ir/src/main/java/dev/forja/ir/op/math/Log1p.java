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

/** Natural logarithm of one plus x, accurate near zero. */
public record Log1p() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Natural logarithm of one plus x, accurate near zero.",
                "ln(1 + x)",
                List.of("x"),
                List.of());
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.LOG1P, Formulas.Kind.FLOAT, types);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var x = target.operand(0);
        var one = target.number(target.type(0).dtype(), 1.0);
        var sum = target.node("Add", x, one).result();
        var log = target.node("Log", sum).result();
        var difference = target.node("Sub", sum, one).result();
        var share = target.node("Div", x, difference).result();
        var corrected = target.node("Mul", log, share).result();
        var isExact = target.node("Equal", sum, one).result();
        var isLarge = target.node("IsInf", x).with("detect_negative", 0).result();
        var isPlain = target.node("Or", isExact, isLarge).result();
        return WritesOnnx.one(target.node("Where", isPlain, x, corrected).result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-0.5, 3, new Log1p(), "f32[n, 5]"),
                Sample.within(-0.5, 3, new Log1p(), "f64[n, 5]"),
                Sample.within(-0.5, 3, new Log1p(), "f32[]"));
    }
}
