package dev.forja.dsl;

/**
 * A tensor of 32-bit integers, such as class labels. Overflow wraps around.
 *
 * <p>The shapes of two operands broadcast as in NumPy: they are aligned at the last axis, and a
 * size of 1, or a missing axis, is repeated. A number stands for a tensor of that number.
 */
public non-sealed interface IntTensor extends AnyTensor {
    /** The sum {@code this + other}. */
    IntTensor plus(IntTensor other);

    /** The sum {@code this + other}. */
    IntTensor plus(int other);

    /** The difference {@code this - other}. */
    IntTensor minus(IntTensor other);

    /** The difference {@code this - other}. */
    IntTensor minus(int other);

    /** The elementwise product {@code this * other}. */
    IntTensor times(IntTensor other);

    /** The elementwise product {@code this * other}. */
    IntTensor times(int other);

    /** The quotient {@code this / other}, rounded toward 0. */
    IntTensor dividedBy(IntTensor other);

    /** The quotient {@code this / other}, rounded toward 0. */
    IntTensor dividedBy(int other);

    /** The remainder of {@code this / other}, with the sign of this. */
    IntTensor remainder(IntTensor other);

    /** The remainder of {@code this / other}, with the sign of this. */
    IntTensor remainder(int other);

    /** The bits of {@code this & other}. */
    IntTensor bitAnd(IntTensor other);

    /** The bits of {@code this & other}. */
    IntTensor bitAnd(int other);

    /** The bits of {@code this | other}. */
    IntTensor bitOr(IntTensor other);

    /** The bits of {@code this | other}. */
    IntTensor bitOr(int other);

    /** The bits of {@code this ^ other}. */
    IntTensor bitXor(IntTensor other);

    /** The bits of {@code this ^ other}. */
    IntTensor bitXor(int other);

    /** {@code this << other}. */
    IntTensor shiftLeft(IntTensor other);

    /** {@code this << other}. */
    IntTensor shiftLeft(int other);

    /** {@code this >> other}, which keeps the sign. */
    IntTensor shiftRight(IntTensor other);

    /** {@code this >> other}, which keeps the sign. */
    IntTensor shiftRight(int other);

    /** {@code this >>> other}, which fills with 0. */
    IntTensor unsignedShiftRight(IntTensor other);

    /** {@code this >>> other}, which fills with 0. */
    IntTensor unsignedShiftRight(int other);

    /** {@code -this}. */
    IntTensor negate();

    /** {@code this == other}. */
    BoolTensor equalTo(IntTensor other);

    /** {@code this == other}. */
    BoolTensor equalTo(int other);

    /** {@code this != other}. */
    BoolTensor notEqualTo(IntTensor other);

    /** {@code this != other}. */
    BoolTensor notEqualTo(int other);

    /** {@code this < other}. */
    BoolTensor lessThan(IntTensor other);

    /** {@code this < other}. */
    BoolTensor lessThan(int other);

    /** {@code this <= other}. */
    BoolTensor lessOrEqual(IntTensor other);

    /** {@code this <= other}. */
    BoolTensor lessOrEqual(int other);

    /** {@code this > other}. */
    BoolTensor greaterThan(IntTensor other);

    /** {@code this > other}. */
    BoolTensor greaterThan(int other);

    /** {@code this >= other}. */
    BoolTensor greaterOrEqual(IntTensor other);

    /** {@code this >= other}. */
    BoolTensor greaterOrEqual(int other);

    /**
     * The same elements in row-major order in another shape; one size may be -1: what the others
     * leave.
     */
    IntTensor reshape(int... sizes);

    /**
     * The axes permuted: axis i of the result is axis {@code permutation[i]}; reversed when none is
     * given.
     */
    IntTensor transpose(int... permutation);
}
