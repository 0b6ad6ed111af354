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

/** Is the element not a number? */
public record IsNan() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Is the element not a number?.",
                "x != x",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("IsNaN", 9)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return ScalarExpr.call(ScalarFn.NE, x, x);
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("a truth value has no derivative");
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new IsNan(), "f32[n, 5]"),
                Sample.within(-2, 2, new IsNan(), "f64[3]"));
    }
}
