package dev.forja.ir.op.activation;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;

/** Gaussian error linear unit (Hendrycks and Gimpel 2016); approximate: by tanh. */
public record Gelu(boolean approximate) implements ElementwiseOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Gaussian error linear unit (Hendrycks and Gimpel 2016); approximate: by tanh.",
                "x/2 * (1 + erf(x / sqrt(2)))",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Gelu", 20, OnnxImport.one(Gelu::fromOnnx))));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var half = Formulas.mul(Formulas.of(x, 0.5), x);
        if (approximate) {
            var cube = Formulas.mul(Formulas.mul(x, x), x);
            var inner =
                    Formulas.mul(
                            Formulas.of(x, Math.sqrt(2 / Math.PI)),
                            Formulas.add(x, Formulas.mul(Formulas.of(x, 0.044715), cube)));
            return Formulas.mul(
                    half, Formulas.add(Formulas.of(x, 1), ScalarExpr.call(ScalarFn.TANH, inner)));
        }
        var erf = ScalarExpr.call(ScalarFn.ERF, Formulas.mul(Formulas.of(x, Math.sqrt(0.5)), x));
        return Formulas.mul(half, Formulas.add(Formulas.of(x, 1), erf));
    }

    private static Value fromOnnx(OnnxCall call) {
        boolean approximates =
                switch (call.text("approximate", "none")) {
                    case "none" -> false;
                    case "tanh" -> true;
                    default -> throw OnnxProblem.invalid("attribute approximate is unknown");
                };
        return call.builder().add(new Gelu(approximates), call.operand(0));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(
                target.plain("Gelu").with("approximate", approximate ? "tanh" : "none").result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Gelu(false), "f32[n, 5]"),
                Sample.within(-2, 2, new Gelu(false), "f64[3]"));
    }
}
