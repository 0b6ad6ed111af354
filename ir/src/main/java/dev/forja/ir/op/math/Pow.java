package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Power; special cases as Math.pow. */
public record Pow() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Power; special cases as Math.pow.",
                "a ^ b",
                List.of("a", "b"),
                List.of(OpDoc.OnnxName.since("Pow", 7)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.POW, Formulas.Kind.FLOAT, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.3, 2.5, new Pow(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(0.3, 2.5, new Pow(), "f32[]", "f32[]"));
    }
}
