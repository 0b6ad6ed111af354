package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Smooth rectifier. Stable for large |x|. */
public record Softplus() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Smooth rectifier.",
                "max(x, 0) + ln(1 + e^-|x|)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Softplus", 1)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var decay = ScalarExpr.call(ScalarFn.EXP, Formulas.neg(ScalarExpr.call(ScalarFn.ABS, x)));
        return Formulas.add(
                ScalarExpr.call(ScalarFn.MAX, x, Formulas.of(x, 0)),
                ScalarExpr.call(ScalarFn.LOG1P, decay));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Softplus(), "f32[n, 5]"),
                Sample.within(-2, 2, new Softplus(), "f64[3]"));
    }
}
