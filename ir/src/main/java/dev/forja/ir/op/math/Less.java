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

/** Is a less than b? */
public record Less() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Is a less than b?",
                "a < b",
                List.of("a", "b"),
                List.of(OpDoc.OnnxName.since("Less", 1).range(OnnxRange.ORDERS)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.LT, Formulas.Kind.NUMERIC, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Less(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(-2, 2, new Less(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(-2, 2, new Less(), "f32[]", "f32[]"));
    }
}
