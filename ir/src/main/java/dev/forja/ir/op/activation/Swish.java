package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** The input times its sigmoid (Ramachandran et al. 2017). */
public record Swish(double alpha) implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The input times its sigmoid (Ramachandran et al.",
                "x * sigmoid(alpha * x)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Swish", 24).absent("alpha", 1.0)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return Formulas.mul(
                x, ScalarExpr.call(ScalarFn.SIGMOID, Formulas.mul(Formulas.of(x, alpha), x)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Swish(1.5), "f32[n, 5]"),
                Sample.within(-2, 2, new Swish(1.5), "f64[3]"));
    }
}
