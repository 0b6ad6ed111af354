package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Inverse hyperbolic cosine. By ln(1 + y), so that nothing is lost near 1. */
public record Acosh() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Inverse hyperbolic cosine.",
                "ln(x + sqrt(x^2 - 1))",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Acosh", 9)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var above = Formulas.sub(x, Formulas.of(x, 1));
        var square = Formulas.mul(above, Formulas.add(x, Formulas.of(x, 1)));
        var root = ScalarExpr.call(ScalarFn.SQRT, square);
        return ScalarExpr.call(ScalarFn.LOG1P, Formulas.add(above, root));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(1.2, 4, new Acosh(), "f32[n, 5]"),
                Sample.within(1.2, 4, new Acosh(), "f64[3]"));
    }
}
