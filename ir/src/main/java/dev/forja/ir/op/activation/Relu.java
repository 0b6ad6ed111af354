package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Rectified linear unit. The derivative at 0 is 0; NaN stays NaN. */
public record Relu() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Rectified linear unit.",
                "max(x, 0)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Relu", 1)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return ScalarExpr.call(
                ScalarFn.WHERE,
                ScalarExpr.call(ScalarFn.LE, x, Formulas.of(x, 0)),
                Formulas.of(x, 0),
                x);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Relu(), "f32[n, 5]"),
                Sample.within(-2, 2, new Relu(), "f64[3]"));
    }
}
