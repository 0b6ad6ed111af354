package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.List;

/** Identity, the activation of a linear layer. */
public record Linear() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Identity, the activation of a linear layer.",
                "x",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Identity", 1, OnnxImport.one(call -> call.operand(0)))
                                .range(OnnxRange.MOVES)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return x;
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Linear(), "f32[n, 5]"),
                Sample.within(-2, 2, new Linear(), "f64[3]"));
    }
}
