package dev.forja.dsl;

/**
 * First values of parameters: {@code @Parameter Tensor w = glorot(64, 128)}. In a method {@link
 * #zeros}, {@link #ones} and {@link #constant} make tensors, whose sizes may then depend on
 * symbols. Sizes are those of the shape, the outermost first; none make a scalar.
 */
public final class Initializers {
    private Initializers() {}

    /** All elements 0. */
    public static Tensor zeros(int... sizes) {
        return CompiledOnly.result();
    }

    /** All elements 1. */
    public static Tensor ones(int... sizes) {
        return CompiledOnly.result();
    }

    /** All elements {@code value}. */
    public static Tensor constant(double value, int... sizes) {
        return CompiledOnly.result();
    }

    /** Normal with mean 0; a draw beyond two standard deviations is drawn again. */
    public static Tensor truncatedNormal(double stddev, int... sizes) {
        return CompiledOnly.result();
    }

    /** Normal with mean 0. */
    public static Tensor normal(double stddev, int... sizes) {
        return CompiledOnly.result();
    }

    /** Uniform in [low, high). */
    public static Tensor uniform(double low, double high, int... sizes) {
        return CompiledOnly.result();
    }

    /**
     * Uniform in ±sqrt(6 / (fan-in + fan-out)), which keeps the variance of activations and
     * gradients through tanh-like layers (Glorot and Bengio 2010). The last two sizes are the fans,
     * times the product of the sizes before.
     */
    public static Tensor glorot(int... sizes) {
        return CompiledOnly.result();
    }

    /**
     * Normal with standard deviation sqrt(2 / fan-in), which keeps the variance through relu layers
     * (He and others 2015). The fan-in is the product of all sizes but the last.
     */
    public static Tensor he(int... sizes) {
        return CompiledOnly.result();
    }
}
