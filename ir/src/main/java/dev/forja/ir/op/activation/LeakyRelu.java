package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Rectified linear unit with a slope below zero. */
public record LeakyRelu(double alpha) implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Rectified linear unit with a slope below zero.",
                "x < 0 ? alpha * x : x",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("LeakyRelu", 1).absent("alpha", (double) 0.01f)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return ScalarExpr.call(
                ScalarFn.WHERE,
                ScalarExpr.call(ScalarFn.LT, x, Formulas.of(x, 0)),
                Formulas.mul(Formulas.of(x, alpha), x),
                x);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new LeakyRelu(0.1), "f32[n, 5]"),
                Sample.within(-2, 2, new LeakyRelu(0.1), "f64[3]"));
    }
}
