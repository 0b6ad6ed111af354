package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** The greatest integer that is not greater. */
public record Floor() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The greatest integer that is not greater.",
                "floor(x)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Floor", 1)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.FLOOR, Formulas.Kind.FLOAT, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-3, 3, new Floor(), "f32[n, 5]"),
                Sample.within(-3, 3, new Floor(), "f64[n, 5]"),
                Sample.within(-3, 3, new Floor(), "f32[]"));
    }
}
