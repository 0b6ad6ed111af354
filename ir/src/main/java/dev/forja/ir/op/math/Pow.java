package dev.forja.ir.op.math;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.LegacyBroadcast;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;

/** Power; special cases as Math.pow. */
public record Pow() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Power; special cases as Math.pow.",
                "a ^ b",
                List.of("a", "b"),
                List.of(OpDoc.OnnxName.since("Pow", 1, OnnxImport.one(Pow::fromOnnx))));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.POW, Formulas.Kind.FLOAT, types);
    }

    /** The result has the type of the base; whole bases are computed in f64. */
    private static Value fromOnnx(OnnxCall call) {
        var b = call.builder();
        var type = call.dtype(0);
        var inner = type.isFloat() ? type : DType.F64;
        var base = OnnxBuild.convert(b, call.operand(0), inner);
        var exponent = OnnxBuild.convert(b, call.operand(1), inner);
        var power = LegacyBroadcast.apply(call, new Pow(), List.of(base, exponent));
        return OnnxBuild.convert(b, power, type);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.plain("Pow").result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.3, 2.5, new Pow(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(0.3, 2.5, new Pow(), "f32[]", "f32[]"));
    }
}
