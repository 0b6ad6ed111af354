package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;

/** Arithmetic shift to the right. */
public record ShiftRight() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc("Arithmetic shift to the right.", "a >> b", List.of("a", "b"), List.of());
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.SHR, Formulas.Kind.INTEGER, types);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        throw OnnxProblem.unsupported("ONNX shifts the bits of unsigned integers alone");
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0, 20, new ShiftRight(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(0, 20, new ShiftRight(), "i32[]", "i32[]"));
    }
}
