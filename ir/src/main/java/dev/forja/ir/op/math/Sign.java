package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Sign: -1, 0 or 1; NaN stays NaN. */
public record Sign() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Sign: -1, 0 or 1; NaN stays NaN.",
                "sign(x)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Sign", 9)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.SIGN, Formulas.Kind.NUMERIC, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Sign(), "f32[n, 5]"),
                Sample.within(-2, 2, new Sign(), "i32[n, 5]"),
                Sample.within(-2, 2, new Sign(), "f32[]"));
    }
}
