package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Smooth unit of Misra 2019. */
public record Mish() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Smooth unit of Misra 2019.",
                "x * tanh(ln(1 + e^x))",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Mish", 18)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var decay = ScalarExpr.call(ScalarFn.EXP, Formulas.neg(ScalarExpr.call(ScalarFn.ABS, x)));
        var softplus =
                Formulas.add(
                        ScalarExpr.call(ScalarFn.MAX, x, Formulas.of(x, 0)),
                        ScalarExpr.call(ScalarFn.LOG1P, decay));
        return Formulas.mul(x, ScalarExpr.call(ScalarFn.TANH, softplus));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Mish(), "f32[n, 5]"),
                Sample.within(-2, 2, new Mish(), "f64[3]"));
    }
}
