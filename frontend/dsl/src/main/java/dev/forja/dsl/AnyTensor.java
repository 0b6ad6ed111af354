package dev.forja.dsl;

/** A tensor of any element type. Tensors never change: an operation gives a new one. */
public sealed interface AnyTensor permits Tensor, IntTensor, LongTensor, BoolTensor {
    /**
     * The size of an axis, which may depend on symbols; usable wherever a size is asked for.
     *
     * @param axis from 0; a negative one counts from the last, -1
     */
    int dim(int axis);

    /** The number of axes. */
    int rank();
}
