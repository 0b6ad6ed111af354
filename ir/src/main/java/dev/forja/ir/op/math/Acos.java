package dev.forja.ir.op.math;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Arc cosine, in radians. */
public record Acos() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Arc cosine, in radians.",
                "2 * atan(sqrt((1 - x) / (1 + x)))",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Acos", 7)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var one = Formulas.of(x, 1);
        var ratio = Formulas.div(Formulas.sub(one, x), Formulas.add(one, x));
        var half = ArcTangent.of(ScalarExpr.call(ScalarFn.SQRT, ratio));
        return Formulas.add(half, half);
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(cotangent(r)));
    }

    private static Value cotangent(Gradient.Request r) {
        var b = r.builder();
        var x = r.operand(0);
        var one = Emit.fill(b, x.type(), 1);
        var square = b.add(new Mul(), x, x);
        var root = b.add(new Sqrt(), b.add(new Sub(), one, square));
        return b.add(new Neg(), b.add(new Div(), r.cotangent(), root));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-0.9, 0.9, new Acos(), "f32[n, 5]"),
                Sample.within(-0.9, 0.9, new Acos(), "f64[3]"));
    }
}
