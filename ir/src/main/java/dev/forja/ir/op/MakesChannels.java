package dev.forja.ir.op;

import dev.forja.ir.type.TensorType;
import java.util.OptionalInt;

/**
 * An operator of an operand x and a kernel, linear in each, of which every slice of the kernel
 * along one axis makes one channel of the result. A third operand, if there is one, is broadcast
 * and added with a factor.
 */
public interface MakesChannels extends CompositeOp {
    /** The axis of the channels in the result. */
    int resultChannels(TensorType result);

    /** The axis of the kernel whose slices make them; empty for a kernel that has several. */
    OptionalInt kernelChannels(TensorType kernel);
}
