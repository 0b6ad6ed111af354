package dev.forja.ir.op;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import java.util.List;

/** An operator whose meaning is a program of other operators. */
public non-sealed interface CompositeOp extends TensorOp {
    /** Builds the results out of the operands. */
    List<Value> decompose(FunctionBuilder builder, List<Value> operands);

    @Override
    default Gradient gradient() {
        return new Gradient.OfDecomposition();
    }
}
