package dev.forja.ir.op.activation;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Zero around zero, and shifted towards it elsewhere. */
public record Shrink(double lambd, double bias) implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Zero around zero, and shifted towards it elsewhere.",
                "x < -lambd ? x + bias : x > lambd ? x - bias : 0",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Shrink", 9)
                                .absent("lambd", 0.5)
                                .absent("bias", 0.0)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        var shift = Formulas.of(x, bias);
        var above =
                Formulas.where(
                        ScalarExpr.call(ScalarFn.GT, x, Formulas.of(x, lambd)),
                        Formulas.sub(x, shift),
                        Formulas.of(x, 0));
        return Formulas.where(
                ScalarExpr.call(ScalarFn.LT, x, Formulas.of(x, -lambd)),
                Formulas.add(x, shift),
                above);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Shrink(0.5, 0.25), "f32[n, 5]"),
                Sample.within(-2, 2, new Shrink(0.5, 0.25), "f64[3]"));
    }
}
