package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** The input times its piecewise linear sigmoid. */
public record HardSwish() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The input times its piecewise linear sigmoid.",
                "x * max(0, min(1, x / 6 + 1/2))",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("HardSwish", 14)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var line = Formulas.add(Formulas.mul(Formulas.of(x, 1.0 / 6), x), Formulas.of(x, 0.5));
        var low = ScalarExpr.call(ScalarFn.MAX, line, Formulas.of(x, 0));
        return Formulas.mul(x, ScalarExpr.call(ScalarFn.MIN, low, Formulas.of(x, 1)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-4, 4, new HardSwish(), "f32[n, 5]"),
                Sample.within(-4, 4, new HardSwish(), "f64[3]"));
    }
}
