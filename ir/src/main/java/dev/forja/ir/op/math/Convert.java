package dev.forja.ir.op.math;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTypes;
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
                List.of(
                        OpDoc.OnnxName.since("Cast", 6, OnnxImport.one(Convert::cast)),
                        OpDoc.OnnxName.since("CastLike", 15, OnnxImport.one(Convert::castLike))));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        Operands.count(this, types, 1);
        var arg = new ScalarExpr.Arg(0, types.getFirst());
        return types.getFirst() == type ? arg : new ScalarExpr.Convert(arg, type);
    }

    private static Value cast(OnnxCall call) {
        return OnnxBuild.convert(
                call.builder(), call.operand(0), OnnxTypes.of(call.integer("to", 0)));
    }

    private static Value castLike(OnnxCall call) {
        return OnnxBuild.convert(call.builder(), call.operand(0), call.dtype(1));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Convert(DType.I32), "f32[n, 5]"),
                Sample.of(new Convert(DType.F64), "f32[n, 5]"),
                Sample.of(new Convert(DType.F32), "bool[3]"));
    }
}
