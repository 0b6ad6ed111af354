package dev.forja.ir.op;

import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * An operator with an operand of positions, such as class labels, each from 0 to below a bound. An
 * input of a model that goes straight into such an operand is checked before a call computes
 * anything.
 */
public interface TakesIndices {
    /** Which operand holds the positions. */
    int indices();

    /** What each of them is below. */
    Dim bound(List<TensorType> operands);
}
