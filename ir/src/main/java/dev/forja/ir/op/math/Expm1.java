package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Exponential minus one, accurate near zero. */
public record Expm1() implements ElementwiseOp {
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
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Expm1(), "f32[n, 5]"),
                Sample.within(-2, 2, new Expm1(), "f64[n, 5]"),
                Sample.within(-2, 2, new Expm1(), "f32[]"));
    }
}
