package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.List;

/** Reciprocal. */
public record Reciprocal() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Reciprocal.",
                "1 / x",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Reciprocal", 1)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return Formulas.div(Formulas.of(x, 1), x);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.2, 3, new Reciprocal(), "f32[n, 5]"),
                Sample.within(0.2, 3, new Reciprocal(), "f64[3]"));
    }
}
