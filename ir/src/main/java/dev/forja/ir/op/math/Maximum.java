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

/** The greater of two tensors; NaN if either is NaN. */
public record Maximum() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The greater of two tensors; NaN if either is NaN.",
                "max(a, b)",
                List.of("a", "b"),
                List.of(
                        OpDoc.OnnxName.since("Max", 1, OnnxBuild.variadic(new Maximum()))
                                .range(OnnxRange.ORDERS)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.MAX, Formulas.Kind.NUMERIC, types);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.plain("Max").result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Maximum(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(-2, 2, new Maximum(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(-2, 2, new Maximum(), "f32[]", "f32[]"));
    }
}
