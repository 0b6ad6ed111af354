package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.LinearOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Negation. */
public record Neg() implements ElementwiseOp, LinearOp {
    @Override
    public OpDoc doc() {
        return new OpDoc("Negation.", "-x", List.of("x"), List.of(OpDoc.OnnxName.since("Neg", 1)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.NEG, Formulas.Kind.NUMERIC, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Neg(), "f32[n, 5]"),
                Sample.within(-2, 2, new Neg(), "i32[n, 5]"),
                Sample.within(-2, 2, new Neg(), "f32[]"));
    }
}
