package dev.forja.ir.op.conv;

import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * An operator of an image and a kernel with a second meaning beside its decomposition, which takes
 * fewer multiplications when the kernel stays the same between calls.
 */
public interface ComputesOnTiles extends CompositeOp {
    /** The position of the image among the operands. */
    int IMAGE = 0;

    /** The position of the kernel among the operands. */
    int KERNEL = 1;

    /** The computation on tiles; empty where there is none for such operands. */
    Optional<TiledConvolution> onTiles(List<TensorType> operands);
}
