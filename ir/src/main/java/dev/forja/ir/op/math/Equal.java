package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Are the elements equal? */
public record Equal() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Are the elements equal?",
                "a == b",
                List.of("a", "b"),
                List.of(OpDoc.OnnxName.since("Equal", 1).range(OnnxRange.MOVES)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.EQ, Formulas.Kind.ANY, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Equal(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(-2, 2, new Equal(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(-2, 2, new Equal(), "bool[n, 5]", "bool[n, 5]"),
                Sample.within(-2, 2, new Equal(), "f32[]", "f32[]"));
    }
}
