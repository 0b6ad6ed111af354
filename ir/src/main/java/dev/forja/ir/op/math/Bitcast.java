package dev.forja.ir.op.math;

import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Formulas;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.List;

/** The same bits as another type of the same width. */
public record Bitcast(DType type) implements ElementwiseOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The same bits as another type of the same width.",
                "bits(x) as type",
                List.of("x"),
                List.of());
    }

    @Override
    public ScalarExpr formula(List<DType> types) {
        Operands.count(this, types, 1);
        Formulas.require(
                this, types.getFirst().bytes() == type.bytes(), "a type of the same width", types);
        return new ScalarExpr.Bitcast(new ScalarExpr.Arg(0, types.getFirst()), type);
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new Bitcast(DType.I32), "f32[n, 5]"));
    }
}
