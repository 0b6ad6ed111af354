package dev.forja.dsl;

/**
 * A tensor of 32-bit floating-point numbers.
 *
 * <p>The shapes of two operands broadcast as in NumPy: they are aligned at the last axis, and a
 * size of 1, or a missing axis, is repeated. A number stands for a tensor of that number.
 */
public non-sealed interface Tensor extends AnyTensor {
    /** The sum {@code this + other}. */
    Tensor plus(Tensor other);

    /** The sum {@code this + other}. */
    Tensor plus(double other);

    /** The difference {@code this - other}. */
    Tensor minus(Tensor other);

    /** The difference {@code this - other}. */
    Tensor minus(double other);

    /** The elementwise product {@code this * other}. */
    Tensor times(Tensor other);

    /** The elementwise product {@code this * other}. */
    Tensor times(double other);

    /** The quotient {@code this / other}. */
    Tensor dividedBy(Tensor other);

    /** The quotient {@code this / other}. */
    Tensor dividedBy(double other);

    /** The remainder of {@code this / other}, with the sign of this. */
    Tensor remainder(Tensor other);

    /** The remainder of {@code this / other}, with the sign of this. */
    Tensor remainder(double other);

    /** {@code this} to the power {@code other}. */
    Tensor pow(Tensor other);

    /** {@code this} to the power {@code other}. */
    Tensor pow(double other);

    /** {@code -this}. */
    Tensor negate();

    /** {@code this == other}. */
    BoolTensor equalTo(Tensor other);

    /** {@code this == other}. */
    BoolTensor equalTo(double other);

    /** {@code this != other}. */
    BoolTensor notEqualTo(Tensor other);

    /** {@code this != other}. */
    BoolTensor notEqualTo(double other);

    /** {@code this < other}. */
    BoolTensor lessThan(Tensor other);

    /** {@code this < other}. */
    BoolTensor lessThan(double other);

    /** {@code this <= other}. */
    BoolTensor lessOrEqual(Tensor other);

    /** {@code this <= other}. */
    BoolTensor lessOrEqual(double other);

    /** {@code this > other}. */
    BoolTensor greaterThan(Tensor other);

    /** {@code this > other}. */
    BoolTensor greaterThan(double other);

    /** {@code this >= other}. */
    BoolTensor greaterOrEqual(Tensor other);

    /** {@code this >= other}. */
    BoolTensor greaterOrEqual(double other);

    /**
     * The same elements in row-major order in another shape; one size may be -1: what the others
     * leave.
     */
    Tensor reshape(int... sizes);

    /**
     * The axes permuted: axis i of the result is axis {@code permutation[i]}; reversed when none is
     * given.
     */
    Tensor transpose(int... permutation);
}
