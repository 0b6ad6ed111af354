package dev.forja.dsl;

/**
 * A tensor of truth values, as comparisons give. It can't be the condition of a Java {@code if}:
 * choose between tensors with {@link Functions#where}. Shapes broadcast as in {@link Tensor}.
 */
public non-sealed interface BoolTensor extends AnyTensor {
    /** Whether both hold. */
    BoolTensor and(BoolTensor other);

    /** Whether at least one holds. */
    BoolTensor or(BoolTensor other);

    /** Whether exactly one holds. */
    BoolTensor xor(BoolTensor other);

    /** Whether this doesn't hold. */
    BoolTensor not();

    /**
     * The same elements in row-major order in another shape; one size may be -1: what the others
     * leave.
     */
    BoolTensor reshape(int... sizes);

    /**
     * The axes permuted: axis i of the result is axis {@code permutation[i]}; reversed when none is
     * given.
     */
    BoolTensor transpose(int... permutation);
}
