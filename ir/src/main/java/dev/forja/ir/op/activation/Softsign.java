package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Smooth step without an exponential. */
public record Softsign() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Smooth step without an exponential.",
                "x / (1 + |x|)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Softsign", 1)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return Formulas.div(x, Formulas.add(Formulas.of(x, 1), ScalarExpr.call(ScalarFn.ABS, x)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Softsign(), "f32[n, 5]"),
                Sample.within(-2, 2, new Softsign(), "f64[3]"));
    }
}
