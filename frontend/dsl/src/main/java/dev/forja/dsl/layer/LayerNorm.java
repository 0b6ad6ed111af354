package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.layerNorm;
import static dev.forja.dsl.Initializers.ones;
import static dev.forja.dsl.Initializers.zeros;

import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;

/** Layer normalisation of the last axis (Ba, Kiros and Hinton 2016). */
public final class LayerNorm {
    /** Factor of each feature. */
    @Parameter private final Tensor scale;

    /** Added to each feature. */
    @Parameter private final Tensor bias;

    /**
     * Makes a layer.
     *
     * @param features size of the last axis
     */
    public LayerNorm(int features) {
        scale = ones(features);
        bias = zeros(features);
    }

    /** The layer's result, of the shape of x. */
    public Tensor apply(Tensor x) {
        return layerNorm(x, scale, bias);
    }
}
