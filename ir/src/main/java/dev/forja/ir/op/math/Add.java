package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.LinearOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Sum of two tensors. */
public record Add() implements ElementwiseOp, LinearOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Sum of two tensors.",
                "a + b",
                List.of("a", "b"),
                List.of(
                        OpDoc.OnnxName.since("Add", 1).range(OnnxRange.WRAPS),
                        OpDoc.OnnxName.since("Sum", 1, OnnxBuild.variadic(new Add()))
                                .range(OnnxRange.WRAPS)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.ADD, Formulas.Kind.NUMERIC, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Add(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(-2, 2, new Add(), "f64[n, 5]", "f64[n, 5]"),
                Sample.within(-2, 2, new Add(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(-2, 2, new Add(), "i64[n, 5]", "i64[n, 5]"),
                Sample.within(-2, 2, new Add(), "f32[]", "f32[]"));
    }
}
