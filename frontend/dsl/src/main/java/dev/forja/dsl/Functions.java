package dev.forja.dsl;

/**
 * All functions of the model language: {@code import static dev.forja.dsl.Functions.*}. Those that
 * are declared here are the ones of neural networks; the elementwise ones and those about axes are
 * inherited, as are those of convolution, normalisation, attention and further losses. The names
 * are TensorFlow's and NumPy's.
 */
public final class Functions extends LearningFunctions {
    private Functions() {}

    /**
     * The matrix product {@code result[.., i, j] = sum over k of a[.., i, k] * b[.., k, j]}. An
     * operand of rank 1 is a row or a column; leading axes are batches and broadcast.
     */
    public static Tensor matmul(Tensor a, Tensor b) {
        return CompiledOnly.result();
    }

    /**
     * {@code exp(x) / sum(exp(x))} along an axis, the last when left out; computed without
     * overflow.
     */
    public static Tensor softmax(Tensor x) {
        return CompiledOnly.result();
    }

    /**
     * {@code exp(x) / sum(exp(x))} along an axis, the last when left out; computed without
     * overflow.
     */
    public static Tensor softmax(Tensor x, int axis) {
        return CompiledOnly.result();
    }

    /** The logarithm of softmax along an axis, the last when left out. */
    public static Tensor logSoftmax(Tensor x) {
        return CompiledOnly.result();
    }

    /** The logarithm of softmax along an axis, the last when left out. */
    public static Tensor logSoftmax(Tensor x, int axis) {
        return CompiledOnly.result();
    }

    /**
     * The cross-entropy {@code -sum(labels * logSoftmax(logits))} along the last axis, which
     * disappears.
     *
     * @param logits before softmax, {@code [.., classes]}
     * @param labels probabilities of the same shape
     */
    public static Tensor softmaxCrossEntropy(Tensor logits, Tensor labels) {
        return CompiledOnly.result();
    }

    /**
     * The cross-entropy {@code -logSoftmax(logits)[label]}; a label outside the classes counts as
     * none.
     *
     * @param logits before softmax, {@code [.., classes]}
     * @param labels class indices from 0, {@code [..]}
     */
    public static Tensor softmaxCrossEntropy(Tensor logits, IntTensor labels) {
        return CompiledOnly.result();
    }

    /**
     * The cross-entropy {@code -logSoftmax(logits)[label]}; a label outside the classes counts as
     * none.
     *
     * @param logits before softmax, {@code [.., classes]}
     * @param labels class indices from 0, {@code [..]}
     */
    public static Tensor softmaxCrossEntropy(Tensor logits, LongTensor labels) {
        return CompiledOnly.result();
    }

    /** The mean of {@code (prediction - target)^2} over all elements; the shapes are equal. */
    public static Tensor meanSquaredError(Tensor prediction, Tensor target) {
        return CompiledOnly.result();
    }

    /** {@code sum(x^2) / 2}, to be added to a loss with a factor. */
    public static Tensor l2Penalty(Tensor x) {
        return CompiledOnly.result();
    }

    /**
     * In training each element is 0 with probability rate, else {@code x / (1 - rate)} (Srivastava
     * and others 2014); otherwise x. The random bits depend on the seed and the number of the step
     * alone.
     *
     * @param rate from 0, below 1
     */
    public static Tensor dropout(Tensor x, double rate) {
        return CompiledOnly.result();
    }
}
