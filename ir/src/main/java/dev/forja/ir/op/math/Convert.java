package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.List;

/** To another element type: truncates and saturates as a Java cast; bool is 0 or 1. */
public record Convert(DType type) implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "To another element type: truncates and saturates as a Java cast; bool is 0 or 1.",
                "(type) x",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Cast", 9)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        Operands.count(this, types, 1);
        var arg = new ScalarExpr.Arg(0, types.getFirst());
        return types.getFirst() == type ? arg : new ScalarExpr.Convert(arg, type);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Convert(DType.I32), "f32[n, 5]"),
                Sample.of(new Convert(DType.F64), "f32[n, 5]"),
                Sample.of(new Convert(DType.F32), "bool[3]"));
    }
}
