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

/** Bitwise and. */
public record BitAnd() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Bitwise and.",
                "a & b",
                List.of("a", "b"),
                List.of(OpDoc.OnnxName.since("BitwiseAnd", 18).range(OnnxRange.WRAPS)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.AND, Formulas.Kind.INTEGER, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0, 20, new BitAnd(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(0, 20, new BitAnd(), "i32[]", "i32[]"));
    }
}
