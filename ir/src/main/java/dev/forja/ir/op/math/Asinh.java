package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Inverse hyperbolic sine. By ln(1 + y), so that nothing is lost near 0. */
public record Asinh() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Inverse hyperbolic sine.",
                "ln(x + sqrt(x^2 + 1))",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Asinh", 9)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var size = ScalarExpr.call(ScalarFn.ABS, x);
        var square = Formulas.mul(x, x);
        var root = ScalarExpr.call(ScalarFn.SQRT, Formulas.add(Formulas.of(x, 1), square));
        var rest = Formulas.div(square, Formulas.add(Formulas.of(x, 1), root));
        var result = ScalarExpr.call(ScalarFn.LOG1P, Formulas.add(size, rest));
        return Formulas.where(
                ScalarExpr.call(ScalarFn.LT, x, Formulas.of(x, 0)), Formulas.neg(result), result);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Asinh(), "f32[n, 5]"),
                Sample.within(-2, 2, new Asinh(), "f64[3]"));
    }
}
