package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Tangent of radians. */
public record Tan() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Tangent of radians.",
                "sin(x) / cos(x)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Tan", 7)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return Formulas.div(ScalarExpr.call(ScalarFn.SIN, x), ScalarExpr.call(ScalarFn.COS, x));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-1.2, 1.2, new Tan(), "f32[n, 5]"),
                Sample.within(-1.2, 1.2, new Tan(), "f64[3]"));
    }
}
