package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Scaled exponential linear unit (Klambauer et al. 2017). */
public record Selu(double alpha, double gamma) implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Scaled exponential linear unit (Klambauer et al.",
                "gamma * (x < 0 ? alpha * (e^x - 1) : x)",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Selu", 1)
                                .absent("alpha", (double) 1.67326319217681884765625f)
                                .absent("gamma", (double) 1.05070102214813232421875f)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var zero = Formulas.of(x, 0);
        var power = ScalarExpr.call(ScalarFn.EXPM1, ScalarExpr.call(ScalarFn.MIN, x, zero));
        var unit =
                Formulas.where(
                        ScalarExpr.call(ScalarFn.LT, x, zero),
                        Formulas.mul(Formulas.of(x, alpha), power),
                        x);
        return Formulas.mul(Formulas.of(x, gamma), unit);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Selu(1.67, 1.05), "f32[n, 5]"),
                Sample.within(-2, 2, new Selu(1.67, 1.05), "f64[3]"));
    }
}
