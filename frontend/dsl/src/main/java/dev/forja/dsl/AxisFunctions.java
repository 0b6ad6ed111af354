package dev.forja.dsl;

/**
 * Functions that reduce, rearrange and pick elements. Axes count from 0; negative ones from the
 * last, -1. Use them through {@link Functions}.
 */
abstract class AxisFunctions extends ElementwiseFunctions {
    AxisFunctions() {}

    /** The sum over the axes, which disappear; over all when none is given. */
    public static Tensor sum(Tensor x, int... axes) {
        return CompiledOnly.result();
    }

    /** The sum over the axes; keepDims keeps each with size 1. */
    public static Tensor sum(Tensor x, boolean keepDims, int... axes) {
        return CompiledOnly.result();
    }

    /** The sum over the axes, which disappear; over all when none is given. */
    public static Tensor reduceSum(Tensor x, int... axes) {
        return CompiledOnly.result();
    }

    /** The sum over the axes; keepDims keeps each with size 1. */
    public static Tensor reduceSum(Tensor x, boolean keepDims, int... axes) {
        return CompiledOnly.result();
    }

    /** The mean over the axes, which disappear; over all when none is given. */
    public static Tensor mean(Tensor x, int... axes) {
        return CompiledOnly.result();
    }

    /** The mean over the axes; keepDims keeps each with size 1. */
    public static Tensor mean(Tensor x, boolean keepDims, int... axes) {
        return CompiledOnly.result();
    }

    /** The mean over the axes, which disappear; over all when none is given. */
    public static Tensor reduceMean(Tensor x, int... axes) {
        return CompiledOnly.result();
    }

    /** The mean over the axes; keepDims keeps each with size 1. */
    public static Tensor reduceMean(Tensor x, boolean keepDims, int... axes) {
        return CompiledOnly.result();
    }

    /** The greatest element over the axes, which disappear; over all when none is given. */
    public static Tensor max(Tensor x, int... axes) {
        return CompiledOnly.result();
    }

    /** The greatest element over the axes; keepDims keeps each with size 1. */
    public static Tensor max(Tensor x, boolean keepDims, int... axes) {
        return CompiledOnly.result();
    }

    /** The greatest element over the axes, which disappear; over all when none is given. */
    public static Tensor reduceMax(Tensor x, int... axes) {
        return CompiledOnly.result();
    }

    /** The greatest element over the axes; keepDims keeps each with size 1. */
    public static Tensor reduceMax(Tensor x, boolean keepDims, int... axes) {
        return CompiledOnly.result();
    }

    /** The least element over the axes, which disappear; over all when none is given. */
    public static Tensor min(Tensor x, int... axes) {
        return CompiledOnly.result();
    }

    /** The least element over the axes; keepDims keeps each with size 1. */
    public static Tensor min(Tensor x, boolean keepDims, int... axes) {
        return CompiledOnly.result();
    }

    /** The least element over the axes, which disappear; over all when none is given. */
    public static Tensor reduceMin(Tensor x, int... axes) {
        return CompiledOnly.result();
    }

    /** The least element over the axes; keepDims keeps each with size 1. */
    public static Tensor reduceMin(Tensor x, boolean keepDims, int... axes) {
        return CompiledOnly.result();
    }

    /** The product over the axes, which disappear; over all when none is given. */
    public static Tensor prod(Tensor x, int... axes) {
        return CompiledOnly.result();
    }

    /** The product over the axes; keepDims keeps each with size 1. */
    public static Tensor prod(Tensor x, boolean keepDims, int... axes) {
        return CompiledOnly.result();
    }

    /** The product over the axes, which disappear; over all when none is given. */
    public static Tensor reduceProd(Tensor x, int... axes) {
        return CompiledOnly.result();
    }

    /** The product over the axes; keepDims keeps each with size 1. */
    public static Tensor reduceProd(Tensor x, boolean keepDims, int... axes) {
        return CompiledOnly.result();
    }

    /** The position of the first greatest element along an axis, which disappears. */
    public static IntTensor argMax(Tensor x, int axis) {
        return CompiledOnly.result();
    }

    /** The position of the first least element along an axis, which disappears. */
    public static IntTensor argMin(Tensor x, int axis) {
        return CompiledOnly.result();
    }

    /**
     * The same elements in row-major order in another shape. One size may be -1: what the others
     * leave.
     */
    public static <T extends AnyTensor> T reshape(T x, int... sizes) {
        return CompiledOnly.result();
    }

    /**
     * The axes permuted: axis i of the result is axis {@code permutation[i]} of x; reversed when
     * none is given.
     */
    public static <T extends AnyTensor> T transpose(T x, int... permutation) {
        return CompiledOnly.result();
    }

    /** x repeated to a shape that it broadcasts to. */
    public static <T extends AnyTensor> T broadcastTo(T x, int... sizes) {
        return CompiledOnly.result();
    }

    /**
     * A matrix: the axes before the given one are its rows, the others its columns; axis is 1 when
     * left out.
     */
    public static <T extends AnyTensor> T flatten(T x) {
        return CompiledOnly.result();
    }

    /**
     * A matrix: the axes before the given one are its rows, the others its columns; axis is 1 when
     * left out.
     */
    public static <T extends AnyTensor> T flatten(T x, int axis) {
        return CompiledOnly.result();
    }

    /** x with a new axis of size 1. */
    public static <T extends AnyTensor> T expandDims(T x, int axis) {
        return CompiledOnly.result();
    }

    /** x without some axes of size 1. */
    public static <T extends AnyTensor> T squeeze(T x, int... axes) {
        return CompiledOnly.result();
    }

    /** The part of x at positions from (inclusive) to (exclusive) of an axis. */
    public static <T extends AnyTensor> T slice(T x, int axis, int from, int to) {
        return CompiledOnly.result();
    }

    /** Every step-th position of x from (inclusive) to (exclusive) of an axis. */
    public static <T extends AnyTensor> T slice(T x, int axis, int from, int to, int step) {
        return CompiledOnly.result();
    }

    /** The part of x that begins at a position and has a size on each axis. */
    public static <T extends AnyTensor> T slice(T x, int[] begin, int[] size) {
        return CompiledOnly.result();
    }

    /** x with zeros added: low[i] before and high[i] behind axis i. */
    public static <T extends AnyTensor> T pad(T x, int[] low, int[] high) {
        return CompiledOnly.result();
    }

    /** x with a value added: low[i] times before and high[i] times behind axis i. */
    public static <T extends AnyTensor> T pad(T x, int[] low, int[] high, double value) {
        return CompiledOnly.result();
    }

    /** The tensors joined along an axis; their other sizes are equal. */
    @SafeVarargs
    public static <T extends AnyTensor> T concat(int axis, T... parts) {
        return CompiledOnly.result();
    }

    /**
     * The slices of data at some indices along an axis, 0 when left out: {@code result[.., i, ..] =
     * data[.., indices[i], ..]}. An index outside gives NaN, or 0 for integers.
     */
    public static <T extends AnyTensor> T gather(T data, IntTensor indices) {
        return CompiledOnly.result();
    }

    /**
     * The slices of data at some indices along an axis, 0 when left out: {@code result[.., i, ..] =
     * data[.., indices[i], ..]}. An index outside gives NaN, or 0 for integers.
     */
    public static <T extends AnyTensor> T gather(T data, IntTensor indices, int axis) {
        return CompiledOnly.result();
    }

    /**
     * The slices of data at some indices along an axis, 0 when left out: {@code result[.., i, ..] =
     * data[.., indices[i], ..]}. An index outside gives NaN, or 0 for integers.
     */
    public static <T extends AnyTensor> T gather(T data, LongTensor indices) {
        return CompiledOnly.result();
    }

    /**
     * The slices of data at some indices along an axis, 0 when left out: {@code result[.., i, ..] =
     * data[.., indices[i], ..]}. An index outside gives NaN, or 0 for integers.
     */
    public static <T extends AnyTensor> T gather(T data, LongTensor indices, int axis) {
        return CompiledOnly.result();
    }

    /**
     * One-hot vectors on a new last axis: {@code result[.., j] = 1} where {@code indices[..] == j},
     * else 0.
     */
    public static Tensor oneHot(IntTensor indices, int depth) {
        return CompiledOnly.result();
    }

    /**
     * One-hot vectors on a new last axis: {@code result[.., j] = 1} where {@code indices[..] == j},
     * else 0.
     */
    public static Tensor oneHot(LongTensor indices, int depth) {
        return CompiledOnly.result();
    }

    /** The numbers 0, 1, .. up to limit (exclusive). */
    public static IntTensor range(int limit) {
        return CompiledOnly.result();
    }
}
