package dev.forja.ir.op.math;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;

/** To another element type: truncates and saturates as a Java cast; bool is 0 or 1. */
public record Convert(DType type) implements ElementwiseOp, WritesOnnx {
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
        return to(call, OnnxTypes.of(call.integer("to", 0)));
    }

    private static Value castLike(OnnxCall call) {
        return to(call, call.element(1));
    }

    private static Value to(OnnxCall call, OnnxElement target) {
        call.yields(0, target);
        var source = call.element(0);
        var b = call.builder();
        var x = call.operand(0);
        if (source == target) {
            return x;
        }
        if (source == OnnxElement.U64 && target.carrier().isFloat()) {
            return target.fit(b, fromUnsigned(b, x, target.carrier()));
        }
        boolean isFloat = source.carrier().isFloat();
        if (target == OnnxElement.U64 && isFloat) {
            return toUnsigned(b, x);
        }
        // Integers pass through i64, so that they wrap; an i32 would saturate floating numbers.
        boolean isNarrow = !target.isPlain() && target.carrier() == DType.I32;
        var whole = isNarrow && isFloat ? OnnxBuild.convert(b, x, DType.I64) : x;
        return target.fit(b, OnnxBuild.convert(b, whole, target.carrier()));
    }

    /**
     * Unsigned numbers of 64 bits: those from 2^63 on as halves, the last bit kept for rounding.
     */
    private static Value fromUnsigned(FunctionBuilder b, Value x, DType type) {
        var one = OnnxBuild.scalar(b, DType.I64, 1);
        var half =
                OnnxBuild.apply(
                        b,
                        new BitOr(),
                        OnnxBuild.apply(b, new UnsignedShiftRight(), x, one),
                        OnnxBuild.apply(b, new BitAnd(), x, one));
        var twice =
                OnnxBuild.apply(
                        b,
                        new Mul(),
                        OnnxBuild.convert(b, half, type),
                        OnnxBuild.scalar(b, type, 2));
        var isLarge = OnnxBuild.apply(b, new Less(), x, OnnxBuild.scalar(b, DType.I64, 0));
        return OnnxBuild.apply(b, new Where(), isLarge, twice, OnnxBuild.convert(b, x, type));
    }

    private static Value toUnsigned(FunctionBuilder b, Value x) {
        var limit = OnnxBuild.scalar(b, x.type().dtype(), 0x1p63);
        var rest = OnnxBuild.apply(b, new Sub(), x, limit);
        var large = OnnxElement.flipped(b, OnnxBuild.convert(b, rest, DType.I64));
        var isLarge = OnnxBuild.apply(b, new GreaterEqual(), x, limit);
        return OnnxBuild.apply(b, new Where(), isLarge, large, OnnxBuild.convert(b, x, DType.I64));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.convert(target.operand(0), target.type(0).dtype(), type));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Convert(DType.I32), "f32[n, 5]"),
                Sample.of(new Convert(DType.F64), "f32[n, 5]"),
                Sample.of(new Convert(DType.F32), "bool[3]"));
    }
}
