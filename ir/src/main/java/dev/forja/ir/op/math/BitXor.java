package dev.forja.ir.op.math;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Bitwise exclusive or. */
public record BitXor() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Bitwise exclusive or.",
                "a ^ b",
                List.of("a", "b"),
                List.of(
                        OpDoc.OnnxName.since("BitwiseXor", 18).range(OnnxRange.WRAPS),
                        OpDoc.OnnxName.since("BitwiseNot", 18, OnnxImport.one(BitXor::not))
                                .range(OnnxRange.WRAPS)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.XOR, Formulas.Kind.INTEGER, types);
    }

    private static Value not(OnnxCall call) {
        var ones = OnnxBuild.scalar(call.builder(), call.dtype(0), -1);
        return OnnxBuild.apply(call.builder(), new BitXor(), call.operand(0), ones);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0, 20, new BitXor(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(0, 20, new BitXor(), "i32[]", "i32[]"));
    }
}
