package dev.forja.ir.op;

import dev.forja.ir.type.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * A sample problem of an operator.
 *
 * @param op the operator with its attributes
 * @param operands types; symbols are bound by the tests to awkward sizes
 * @param low least value of the made-up operands (for integers inclusive)
 * @param high greatest value
 */
public record Sample(TensorOp op, List<TensorType> operands, double low, double high) {
    /** Types in text form; values in [-2, 2]. */
    public static Sample of(TensorOp op, String... types) {
        return within(-2, 2, op, types);
    }

    public static Sample within(double low, double high, TensorOp op, String... types) {
        return new Sample(op, Arrays.stream(types).map(TensorType::parse).toList(), low, high);
    }
}
