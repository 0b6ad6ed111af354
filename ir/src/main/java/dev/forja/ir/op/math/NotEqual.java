package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;

/** Do the elements differ? */
public record NotEqual() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc("Do the elements differ?", "a != b", List.of("a", "b"), List.of());
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.NE, Formulas.Kind.ANY, types);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.node("Not", target.plain("Equal").result()).result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new NotEqual(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(-2, 2, new NotEqual(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(-2, 2, new NotEqual(), "bool[n, 5]", "bool[n, 5]"),
                Sample.within(-2, 2, new NotEqual(), "f32[]", "f32[]"));
    }
}
