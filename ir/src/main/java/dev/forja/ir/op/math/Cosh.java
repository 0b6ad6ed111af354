package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Hyperbolic cosine. */
public record Cosh() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Hyperbolic cosine.",
                "(e^x + e^-x) / 2",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Cosh", 9)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var up = ScalarExpr.call(ScalarFn.EXP, x);
        var down = ScalarExpr.call(ScalarFn.EXP, Formulas.neg(x));
        return Formulas.mul(Formulas.of(x, 0.5), Formulas.add(up, down));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Cosh(), "f32[n, 5]"),
                Sample.within(-2, 2, new Cosh(), "f64[3]"));
    }
}
