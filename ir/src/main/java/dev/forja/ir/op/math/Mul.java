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

/** Product of two tensors, element by element. */
public record Mul() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Product of two tensors, element by element.",
                "a * b",
                List.of("a", "b"),
                List.of(OpDoc.OnnxName.since("Mul", 1).range(OnnxRange.WRAPS)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.MUL, Formulas.Kind.NUMERIC, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Mul(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(-2, 2, new Mul(), "f64[n, 5]", "f64[n, 5]"),
                Sample.within(-2, 2, new Mul(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(-2, 2, new Mul(), "f32[]", "f32[]"));
    }
}
