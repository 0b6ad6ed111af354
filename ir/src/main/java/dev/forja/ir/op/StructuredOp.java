package dev.forja.ir.op;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** An operator whose meaning is a kernel (or several that write parts of one result). */
public non-sealed interface StructuredOp extends TensorOp {
    /**
     * The kernels that compute the only result, in order of execution. Loads refer to the node's
     * operands by position.
     */
    List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location);

    /**
     * Are the elements of the result those of the only operand, in the same order? Then the result
     * may be the operand's memory, and no kernel runs.
     */
    default boolean isView() {
        return false;
    }
}
