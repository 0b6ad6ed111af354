package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Gauss error function. */
public record Erf() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Gauss error function.",
                "2/sqrt(pi) * integral of e^(-t^2) from 0 to x",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Erf", 9)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.ERF, Formulas.Kind.FLOAT, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Erf(), "f32[n, 5]"),
                Sample.within(-2, 2, new Erf(), "f64[n, 5]"),
                Sample.within(-2, 2, new Erf(), "f32[]"));
    }
}
