package dev.forja.ir.op.math;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** The nearest number between two bounds. */
public record Clip() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The nearest number between two bounds.",
                "min(max(x, low), high)",
                List.of("x", "low", "high"),
                List.of(
                        OpDoc.OnnxName.since("Clip", 1, OnnxImport.one(Clip::fromOnnx))
                                .range(OnnxRange.ORDERS)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        Operands.count(this, types, 3);
        Formulas.require(
                this, types.stream().distinct().count() == 1, "operands of one type", types);
        Formulas.require(this, types.getFirst() != DType.BOOL, "numbers", types);
        var args = Formulas.args(types);
        return ScalarExpr.call(
                ScalarFn.MIN, ScalarExpr.call(ScalarFn.MAX, args[0], args[1]), args[2]);
    }

    private static Value fromOnnx(OnnxCall call) {
        var b = call.builder();
        var x = call.operand(0);
        if (call.version() >= 11) {
            var low = call.has(1) ? OnnxBuild.apply(b, new Maximum(), x, call.operand(1)) : x;
            return call.has(2) ? OnnxBuild.apply(b, new Minimum(), low, call.operand(2)) : low;
        }
        var type = x.type().dtype();
        var low = OnnxBuild.scalar(b, type, call.real("min", -Float.MAX_VALUE));
        var high = OnnxBuild.scalar(b, type, call.real("max", Float.MAX_VALUE));
        return OnnxBuild.apply(b, new Clip(), x, low, high);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-3, 3, new Clip(), "f32[n, 5]", "f32[n, 5]", "f32[n, 5]"),
                Sample.of(new Clip(), "i64[4]", "i64[4]", "i64[4]"));
    }
}
