package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Exponential linear unit. The exponential is taken of min(x, 0), so that it never overflows. */
public record Elu(double alpha) implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Exponential linear unit.",
                "x < 0 ? alpha * (e^x - 1) : x",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Elu", 1).absent("alpha", 1.0)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var negative = ScalarExpr.call(ScalarFn.MIN, x, Formulas.of(x, 0));
        return ScalarExpr.call(
                ScalarFn.WHERE,
                ScalarExpr.call(ScalarFn.LT, x, Formulas.of(x, 0)),
                Formulas.mul(Formulas.of(x, alpha), ScalarExpr.call(ScalarFn.EXPM1, negative)),
                x);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Elu(1.0), "f32[n, 5]"),
                Sample.within(-2, 2, new Elu(1.0), "f64[3]"));
    }
}
