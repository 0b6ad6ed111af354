package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;

/** The lesser of two tensors; NaN if either is NaN. */
public record Minimum() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The lesser of two tensors; NaN if either is NaN.",
                "min(a, b)",
                List.of("a", "b"),
                List.of(
                        OpDoc.OnnxName.since("Min", 1, OnnxBuild.variadic(new Minimum()))
                                .range(OnnxRange.ORDERS)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.MIN, Formulas.Kind.NUMERIC, types);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.plain("Min").result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Minimum(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(-2, 2, new Minimum(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(-2, 2, new Minimum(), "f32[]", "f32[]"));
    }
}
