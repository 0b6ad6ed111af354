package dev.forja.dsl;

/**
 * A tensor of 64-bit integers. Overflow wraps around.
 *
 * <p>The shapes of two operands broadcast as in NumPy: they are aligned at the last axis, and a
 * size of 1, or a missing axis, is repeated. A number stands for a tensor of that number.
 */
public non-sealed interface LongTensor extends AnyTensor {
    /** The sum {@code this + other}. */
    LongTensor plus(LongTensor other);

    /** The sum {@code this + other}. */
    LongTensor plus(long other);

    /** The difference {@code this - other}. */
    LongTensor minus(LongTensor other);

    /** The difference {@code this - other}. */
    LongTensor minus(long other);

    /** The elementwise product {@code this * other}. */
    LongTensor times(LongTensor other);

    /** The elementwise product {@code this * other}. */
    LongTensor times(long other);

    /** The quotient {@code this / other}, rounded toward 0. */
    LongTensor dividedBy(LongTensor other);

    /** The quotient {@code this / other}, rounded toward 0. */
    LongTensor dividedBy(long other);

    /** The remainder of {@code this / other}, with the sign of this. */
    LongTensor remainder(LongTensor other);

    /** The remainder of {@code this / other}, with the sign of this. */
    LongTensor remainder(long other);

    /** The bits of {@code this & other}. */
    LongTensor bitAnd(LongTensor other);

    /** The bits of {@code this & other}. */
    LongTensor bitAnd(long other);

    /** The bits of {@code this | other}. */
    LongTensor bitOr(LongTensor other);

    /** The bits of {@code this | other}. */
    LongTensor bitOr(long other);

    /** The bits of {@code this ^ other}. */
    LongTensor bitXor(LongTensor other);

    /** The bits of {@code this ^ other}. */
    LongTensor bitXor(long other);

    /** {@code this << other}. */
    LongTensor shiftLeft(LongTensor other);

    /** {@code this << other}. */
    LongTensor shiftLeft(long other);

    /** {@code this >> other}, which keeps the sign. */
    LongTensor shiftRight(LongTensor other);

    /** {@code this >> other}, which keeps the sign. */
    LongTensor shiftRight(long other);

    /** {@code this >>> other}, which fills with 0. */
    LongTensor unsignedShiftRight(LongTensor other);

    /** {@code this >>> other}, which fills with 0. */
    LongTensor unsignedShiftRight(long other);

    /** {@code -this}. */
    LongTensor negate();

    /** {@code this == other}. */
    BoolTensor equalTo(LongTensor other);

    /** {@code this == other}. */
    BoolTensor equalTo(long other);

    /** {@code this != other}. */
    BoolTensor notEqualTo(LongTensor other);

    /** {@code this != other}. */
    BoolTensor notEqualTo(long other);

    /** {@code this < other}. */
    BoolTensor lessThan(LongTensor other);

    /** {@code this < other}. */
    BoolTensor lessThan(long other);

    /** {@code this <= other}. */
    BoolTensor lessOrEqual(LongTensor other);

    /** {@code this <= other}. */
    BoolTensor lessOrEqual(long other);

    /** {@code this > other}. */
    BoolTensor greaterThan(LongTensor other);

    /** {@code this > other}. */
    BoolTensor greaterThan(long other);

    /** {@code this >= other}. */
    BoolTensor greaterOrEqual(LongTensor other);

    /** {@code this >= other}. */
    BoolTensor greaterOrEqual(long other);

    /**
     * The same elements in row-major order in another shape; one size may be -1: what the others
     * leave.
     */
    LongTensor reshape(int... sizes);

    /**
     * The axes permuted: axis i of the result is axis {@code permutation[i]}; reversed when none is
     * given.
     */
    LongTensor transpose(int... permutation);
}
