package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.rmsNorm;
import static dev.forja.dsl.Initializers.ones;

import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;

/** Normalisation of the last axis by its root mean square (Zhang and Sennrich 2019). */
public final class RmsNorm {
    /** Factor of each feature. */
    @Parameter private final Tensor scale;

    /**
     * Makes a layer.
     *
     * @param features size of the last axis
     */
    public RmsNorm(int features) {
        scale = ones(features);
    }

    /** The layer's result, of the shape of x. */
    public Tensor apply(Tensor x) {
        return rmsNorm(x, scale);
    }
}
