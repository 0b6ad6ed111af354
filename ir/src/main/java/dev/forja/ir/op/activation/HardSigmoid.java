package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Piecewise linear sigmoid. */
public record HardSigmoid(double alpha, double beta) implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Piecewise linear sigmoid.",
                "max(0, min(1, alpha * x + beta))",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("HardSigmoid", 1)
                                .absent("alpha", (double) 0.2f)
                                .absent("beta", 0.5)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var line = Formulas.add(Formulas.mul(Formulas.of(x, alpha), x), Formulas.of(x, beta));
        var low = ScalarExpr.call(ScalarFn.MAX, line, Formulas.of(x, 0));
        return ScalarExpr.call(ScalarFn.MIN, low, Formulas.of(x, 1));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-4, 4, new HardSigmoid(0.2, 0.5), "f32[n, 5]"),
                Sample.within(-4, 4, new HardSigmoid(0.2, 0.5), "f64[3]"));
    }
}
