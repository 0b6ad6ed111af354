package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.List;

/** Square. */
public record Square() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc("Square.", "x * x", List.of("x"), List.of());
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        var x = Formulas.floatOperand(this, types);
        return Formulas.mul(x, x);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 2, new Square(), "f32[n, 5]"),
                Sample.within(-2, 2, new Square(), "f64[3]"));
    }
}
