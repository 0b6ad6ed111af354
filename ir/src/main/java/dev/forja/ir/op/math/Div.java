package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;

/** Quotient of two tensors; integers truncate towards zero. */
public record Div() implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Quotient of two tensors; integers truncate towards zero.",
                "a / b",
                List.of("a", "b"),
                List.of(OpDoc.OnnxName.since("Div", 1)));
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        return Formulas.call(this, ScalarFn.DIV, Formulas.Kind.NUMERIC, types);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(1, 3, new Div(), "f32[n, 5]", "f32[n, 5]"),
                Sample.within(1, 3, new Div(), "f64[n, 5]", "f64[n, 5]"),
                Sample.within(1, 3, new Div(), "i32[n, 5]", "i32[n, 5]"),
                Sample.within(1, 3, new Div(), "f32[]", "f32[]"));
    }
}
