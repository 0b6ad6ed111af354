package dev.forja.ir.op.math;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.List;

/** Arc tangent, in radians. */
public record Atan() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Arc tangent, in radians.",
                "atan(x)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("Atan", 7)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return ArcTangent.of(x);
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
        return b.add(new Div(), r.cotangent(), b.add(new Add(), one, square));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Atan(), "f32[n, 5]"),
                Sample.within(-2, 2, new Atan(), "f64[3]"));
    }
}
