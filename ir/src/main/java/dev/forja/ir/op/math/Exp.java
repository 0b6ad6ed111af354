package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Exponential. */
public record Exp() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Exponential.", "e^x", List.of("x"), List.of(OpDoc.OnnxName.since("Exp", 1)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.EXP, Formulas.Kind.FLOAT, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Exp(), "f32[n, 5]"),
                Sample.within(-2, 2, new Exp(), "f64[n, 5]"),
                Sample.within(-2, 2, new Exp(), "f32[]"));
    }
}
