package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Cosine of an angle in radians. */
public record Cos() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Cosine of an angle in radians.",
                "cos(x)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Cos", 7)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.COS, Formulas.Kind.FLOAT, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-3, 3, new Cos(), "f32[n, 5]"),
                Sample.within(-3, 3, new Cos(), "f64[n, 5]"),
                Sample.within(-3, 3, new Cos(), "f32[]"));
    }
}
