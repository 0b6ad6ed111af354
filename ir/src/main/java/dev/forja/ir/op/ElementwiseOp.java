package dev.forja.ir.op;

import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * A scalar formula applied at every position. All operands and the result have the same shape (the
 * frontends and builders insert {@code broadcast}); types, kernel and gradient follow from the
 * formula.
 */
public non-sealed interface ElementwiseOp extends TensorOp {
    /**
     * The formula over {@link ScalarExpr.Arg}s.
     *
     * @param types element type of each operand
     * @throws dev.forja.ir.diag.TypeException when the types do not fit
     */
    ScalarExpr formula(List<DType> types);

    @Override
    default List<TensorType> inferTypes(List<TensorType> operands) {
        var shape = Operands.sameShape(this, operands);
        var formula = formula(operands.stream().map(TensorType::dtype).toList());
        return List.of(new TensorType(formula.type(), shape));
    }

    @Override
    default Gradient gradient() {
        return new Gradient.OfFormula();
    }
}
