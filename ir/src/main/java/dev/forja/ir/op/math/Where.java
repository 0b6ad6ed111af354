package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Picks from a where the condition holds, from b elsewhere. */
public record Where() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Picks from a where the condition holds, from b elsewhere.",
                "condition ? a : b",
                List.of("condition", "a", "b"),
                List.of(OpDoc.OnnxName.since("Where", 9).range(OnnxRange.MOVES)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        Operands.count(this, types, 3);
        Formulas.require(this, types.get(0) == DType.BOOL, "a bool condition", types);
        Formulas.require(this, types.get(1) == types.get(2), "equal types of a and b", types);
        return ScalarExpr.call(ScalarFn.WHERE, Formulas.args(types));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Where(), "bool[n, 5]", "f32[n, 5]", "f32[n, 5]"),
                Sample.of(new Where(), "bool[]", "i32[]", "i32[]"));
    }
}
