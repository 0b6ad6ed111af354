package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Natural logarithm of one plus x, accurate near zero. */
public record Log1p() implements ElementwiseOp {
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
    public List<Sample> samples() {
        return List.of(
                Sample.within(-0.5, 3, new Log1p(), "f32[n, 5]"),
                Sample.within(-0.5, 3, new Log1p(), "f64[n, 5]"),
                Sample.within(-0.5, 3, new Log1p(), "f32[]"));
    }
}
