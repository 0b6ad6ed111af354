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

/** Exponential minus one, accurate near zero. */
public record Expm1() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Exponential minus one, accurate near zero.", "e^x - 1", List.of("x"), List.of());
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.EXPM1, Formulas.Kind.FLOAT, types);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var x = target.operand(0);
        var one = target.number(target.type(0).dtype(), 1.0);
        var power = target.node("Exp", x).result();
        var difference = target.node("Sub", power, one).result();
        var share = target.node("Div", x, target.node("Log", power).result()).result();
        var corrected = target.node("Mul", difference, share).result();
        // Far below zero the power is zero, far above infinite: there the difference is exact.
        var isLarge = target.node("IsInf", share).result();
        var isFar = target.node("Or", isLarge, target.node("IsInf", power).result()).result();
        var isNone =
                target.node("Equal", power, target.number(target.type(0).dtype(), 0.0)).result();
        var isExact = target.node("Or", isFar, isNone).result();
        var far = target.node("Where", isExact, difference, corrected).result();
        var isSmall = target.node("Equal", power, one).result();
        return WritesOnnx.one(target.node("Where", isSmall, x, far).result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Expm1(), "f32[n, 5]"),
                Sample.within(-2, 2, new Expm1(), "f64[n, 5]"),
                Sample.within(-2, 2, new Expm1(), "f32[]"));
    }
}
