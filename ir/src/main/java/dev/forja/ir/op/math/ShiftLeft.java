package dev.forja.ir.op.math;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;

/** Shift to the left. */
public record ShiftLeft() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Shift to the left.",
                "a << b",
                List.of("a", "b"),
                List.of(
                        OpDoc.OnnxName.since("BitShift", 11, OnnxImport.one(ShiftLeft::fromOnnx))
                                .range(OnnxRange.WRAPS)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.SHL, Formulas.Kind.INTEGER, types);
    }

    private static Value fromOnnx(OnnxCall call) {
        var direction = call.text("direction", "");
        var op =
                switch (direction) {
                    case "LEFT" -> new ShiftLeft();
                    case "RIGHT" -> new UnsignedShiftRight();
                    default -> throw OnnxProblem.invalid("direction " + direction);
                };
        var b = call.builder();
        var shifted = OnnxBuild.apply(b, op, call.operand(0), call.operand(1));
        // The IR takes the distance modulo the width; ONNX means that nothing is left.
        var type = shifted.type().dtype();
        var width = OnnxBuild.scalar(b, type, 8.0 * type.bytes());
        var isWithin = OnnxBuild.apply(b, new Less(), call.operand(1), width);
        return OnnxBuild.apply(b, new Where(), isWithin, shifted, OnnxBuild.scalar(b, type, 0));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        throw OnnxProblem.unsupported("ONNX shifts the bits of unsigned integers alone");
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0, 20, new ShiftLeft(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(0, 20, new ShiftLeft(), "i32[]", "i32[]"));
    }
}
