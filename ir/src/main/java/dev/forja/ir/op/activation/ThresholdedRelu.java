package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Zero up to a threshold. */
public record ThresholdedRelu(double alpha) implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Zero up to a threshold.",
                "x > alpha ? x : 0",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("ThresholdedRelu", 1).absent("alpha", 1.0)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return Formulas.where(
                ScalarExpr.call(ScalarFn.GT, x, Formulas.of(x, alpha)), x, Formulas.of(x, 0));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new ThresholdedRelu(1.0), "f32[n, 5]"),
                Sample.within(-2, 2, new ThresholdedRelu(1.0), "f64[3]"));
    }
}
