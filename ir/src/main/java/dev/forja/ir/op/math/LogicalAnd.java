package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Both. */
public record LogicalAnd() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Both.", "a and b", List.of("a", "b"), List.of(OpDoc.OnnxName.since("And", 1)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.AND, Formulas.Kind.LOGICAL, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new LogicalAnd(), "bool[n, 5]", "bool[n, 5]"),
                Sample.within(-2, 2, new LogicalAnd(), "bool[]", "bool[]"));
    }
}
