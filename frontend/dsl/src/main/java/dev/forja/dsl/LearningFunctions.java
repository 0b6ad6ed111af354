package dev.forja.dsl;

/**
 * Normalisation, attention, losses and the order of elements. Use them through {@link Functions}.
 */
abstract class LearningFunctions extends WindowFunctions {
    LearningFunctions() {}

    /**
     * Layer normalisation over the last axis: {@code (x - mean) / sqrt(variance + 1e-5) * scale +
     * bias} (Ba, Kiros and Hinton 2016).
     */
    public static Tensor layerNorm(Tensor x, Tensor scale, Tensor bias) {
        return CompiledOnly.result();
    }

    /** Layer normalisation over the axes from the given one on. */
    public static Tensor layerNorm(Tensor x, Tensor scale, Tensor bias, int axis, double epsilon) {
        return CompiledOnly.result();
    }

    /** {@code x / sqrt(mean(x^2) + 1e-5) * scale} over the last axis (Zhang and Sennrich 2019). */
    public static Tensor rmsNorm(Tensor x, Tensor scale) {
        return CompiledOnly.result();
    }

    /** {@code x / sqrt(mean(x^2) + epsilon) * scale} over the axes from the given one on. */
    public static Tensor rmsNorm(Tensor x, Tensor scale, int axis, double epsilon) {
        return CompiledOnly.result();
    }

    /**
     * Group normalisation (Wu and He 2018) of {@code [batch, spatial.., channels]}: over the
     * spatial axes and the channels of a group; scale and bias for each channel.
     */
    public static Tensor groupNorm(Tensor x, Tensor scale, Tensor bias, int groups) {
        return CompiledOnly.result();
    }

    /**
     * Instance normalisation of {@code [batch, spatial.., channels]}: over the spatial axes; scale
     * and bias for each channel.
     */
    public static Tensor instanceNorm(Tensor x, Tensor scale, Tensor bias) {
        return CompiledOnly.result();
    }

    /**
     * Batch normalisation (Ioffe and Szegedy 2015) of the last axis. In an entry it is {@code (x -
     * mean) / sqrt(variance + 0.001) * scale + bias} by the given statistics. In the step of a loss
     * it takes the mean and variance of the batch instead, and mean and variance, when they are
     * parameters that are not trainable, move towards those: {@code old * 0.99 + batch * 0.01}.
     */
    public static Tensor batchNorm(
            Tensor x, Tensor scale, Tensor bias, Tensor mean, Tensor variance) {
        return CompiledOnly.result();
    }

    /**
     * Batch normalisation with its numbers given.
     *
     * @param axis that of the channels
     * @param momentum share of the old statistics that a training step keeps
     */
    public static Tensor batchNorm(
            Tensor x,
            Tensor scale,
            Tensor bias,
            Tensor mean,
            Tensor variance,
            int axis,
            double epsilon,
            double momentum) {
        return CompiledOnly.result();
    }

    /**
     * Attention {@code softmax(query key^T / sqrt(d)) value} (Vaswani and others 2017).
     *
     * @param query {@code [.., q, d]}
     * @param key {@code [.., k, d]}
     * @param value {@code [.., k, v]}
     */
    public static Tensor scaledDotProductAttention(Tensor query, Tensor key, Tensor value) {
        return CompiledOnly.result();
    }

    /** Attention in which, if causal, query i sees the keys up to i only. */
    public static Tensor scaledDotProductAttention(
            Tensor query, Tensor key, Tensor value, boolean causal) {
        return CompiledOnly.result();
    }

    /**
     * Attention with a mask that broadcasts to {@code [.., q, k]}: true where attention is allowed.
     */
    public static Tensor scaledDotProductAttention(
            Tensor query, Tensor key, Tensor value, BoolTensor mask) {
        return CompiledOnly.result();
    }

    /** Attention with a mask that broadcasts to {@code [.., q, k]} and is added to the products. */
    public static Tensor scaledDotProductAttention(
            Tensor query, Tensor key, Tensor value, Tensor mask) {
        return CompiledOnly.result();
    }

    /** The mean of {@code |prediction - target|} over all elements; the shapes are equal. */
    public static Tensor meanAbsoluteError(Tensor prediction, Tensor target) {
        return CompiledOnly.result();
    }

    /** The mean Huber loss (Huber 1964), quadratic up to a difference of 1 and linear beyond. */
    public static Tensor huber(Tensor prediction, Tensor target) {
        return CompiledOnly.result();
    }

    /**
     * The mean Huber loss (Huber 1964), quadratic up to a difference of delta and linear beyond.
     */
    public static Tensor huber(Tensor prediction, Tensor target, double delta) {
        return CompiledOnly.result();
    }

    /** The mean of {@code max(0, 1 - target * prediction)} for targets of -1 and 1. */
    public static Tensor hinge(Tensor prediction, Tensor target) {
        return CompiledOnly.result();
    }

    /** The mean cross-entropy of labels from 0 to 1 and the sigmoid of logits, without overflow. */
    public static Tensor binaryCrossEntropy(Tensor logits, Tensor labels) {
        return CompiledOnly.result();
    }

    /**
     * The Kullback-Leibler divergence {@code sum(target * (log(target) - logPrediction))} along the
     * last axis; the mean over the others.
     */
    public static Tensor klDivergence(Tensor logPrediction, Tensor target) {
        return CompiledOnly.result();
    }

    /**
     * {@code -logProbabilities[label]} along the last axis, which disappears; a label outside the
     * classes counts as none.
     */
    public static Tensor negativeLogLikelihood(Tensor logProbabilities, IntTensor labels) {
        return CompiledOnly.result();
    }

    /**
     * {@code -logProbabilities[label]} along the last axis, which disappears; a label outside the
     * classes counts as none.
     */
    public static Tensor negativeLogLikelihood(Tensor logProbabilities, LongTensor labels) {
        return CompiledOnly.result();
    }

    /**
     * The running sum along an axis: {@code y[i] = x[0] + .. + x[i]}. The work grows with the
     * square of the axis.
     */
    public static <T extends AnyTensor> T cumSum(T x, int axis) {
        return CompiledOnly.result();
    }

    /**
     * The elements sorted upwards along an axis; NaN is last. The work grows with the square of the
     * axis.
     */
    public static <T extends AnyTensor> T sort(T x, int axis) {
        return CompiledOnly.result();
    }

    /** The elements sorted along an axis, downwards if descending. */
    public static <T extends AnyTensor> T sort(T x, int axis, boolean descending) {
        return CompiledOnly.result();
    }

    /**
     * The positions of the elements in sorted order along an axis; equal elements keep their order.
     */
    public static IntTensor argSort(AnyTensor x, int axis) {
        return CompiledOnly.result();
    }

    /** The positions of the elements in sorted order along an axis, downwards if descending. */
    public static IntTensor argSort(AnyTensor x, int axis, boolean descending) {
        return CompiledOnly.result();
    }

    /**
     * The k greatest elements along the last axis, the greatest first. The work grows with the
     * square of the axis.
     */
    public static <T extends AnyTensor> T topK(T x, int k) {
        return CompiledOnly.result();
    }

    /** The positions of the k greatest elements along the last axis, that of the greatest first. */
    public static IntTensor topKIndices(AnyTensor x, int k) {
        return CompiledOnly.result();
    }
}
