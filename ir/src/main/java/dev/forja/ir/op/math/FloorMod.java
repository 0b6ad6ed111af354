package dev.forja.ir.op.math;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
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

/** Remainder with the sign of the divisor, as in Python. */
public record FloorMod() implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Remainder with the sign of the divisor.",
                "a - b * floor(a / b)",
                List.of("a", "b"),
                List.of(OpDoc.OnnxName.since("Mod", 10, OnnxImport.one(FloorMod::fromOnnx))));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var remainder = Formulas.call(this, ScalarFn.REM, Formulas.Kind.NUMERIC, types);
        var b = new ScalarExpr.Arg(1, types.get(1));
        var zero = ScalarExpr.constant(types.getFirst(), 0.0);
        var isWhole = ScalarExpr.call(ScalarFn.EQ, remainder, zero);
        var isBelow = ScalarExpr.call(ScalarFn.LT, remainder, zero);
        var isSame = ScalarExpr.call(ScalarFn.EQ, isBelow, ScalarExpr.call(ScalarFn.LT, b, zero));
        return Formulas.where(
                ScalarExpr.call(ScalarFn.OR, isWhole, isSame),
                remainder,
                Formulas.add(remainder, b));
    }

    private static Value fromOnnx(OnnxCall call) {
        var op = call.flag("fmod", false) ? new Rem() : new FloorMod();
        return OnnxBuild.apply(call.builder(), op, call.operand(0), call.operand(1));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return target.type(0).dtype().isInteger()
                ? WritesOnnx.one(target.plain("Mod").result())
                : Optional.empty();
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(1, 7, new FloorMod(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(1, 7, new FloorMod(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(-7, -1, new FloorMod(), "i64[n, 5]", "i64[n, 5]"));
    }
}
