package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Inverse hyperbolic tangent. */
public record Atanh() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Inverse hyperbolic tangent.",
                "ln((1 + x) / (1 - x)) / 2",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Atanh", 9)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var twice = Formulas.add(x, x);
        var ratio = Formulas.div(twice, Formulas.sub(Formulas.of(x, 1), x));
        return Formulas.mul(Formulas.of(x, 0.5), ScalarExpr.call(ScalarFn.LOG1P, ratio));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-0.8, 0.8, new Atanh(), "f32[n, 5]"),
                Sample.within(-0.8, 0.8, new Atanh(), "f64[3]"));
    }
}
