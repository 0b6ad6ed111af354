package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Is the element infinite, with one of the wanted signs? */
public record IsInf(boolean detectNegative, boolean detectPositive) implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Is the element infinite, with one of the wanted signs?.",
                "|x| = infinity",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("IsInf", 10)
                                .absent("detectNegative", true)
                                .absent("detectPositive", true)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var isHigh = is(x, Double.POSITIVE_INFINITY, detectPositive);
        var isLow = is(x, Double.NEGATIVE_INFINITY, detectNegative);
        return ScalarExpr.call(ScalarFn.OR, isHigh, isLow);
    }

    private static ScalarExpr is(ScalarExpr x, double infinity, boolean counts) {
        return counts
                ? ScalarExpr.call(ScalarFn.EQ, x, Formulas.of(x, infinity))
                : ScalarExpr.bool(false);
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("a truth value has no derivative");
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new IsInf(true, false), "f32[n, 5]"),
                Sample.within(-2, 2, new IsInf(true, false), "f64[3]"));
    }
}
