package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.groupNorm;
import static dev.forja.dsl.Initializers.ones;
import static dev.forja.dsl.Initializers.zeros;

import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;

/** Group normalisation (Wu and He 2018) of {@code [batch, spatial.., channels]}. */
public final class GroupNorm {
    private final int groups;

    /** Factor of each channel. */
    @Parameter private final Tensor scale;

    /** Added to each channel. */
    @Parameter private final Tensor bias;

    /**
     * Makes a layer.
     *
     * @param groups divides the channels
     * @param channels size of the last axis
     */
    public GroupNorm(int groups, int channels) {
        this.groups = groups;
        scale = ones(channels);
        bias = zeros(channels);
    }

    /** The layer's result, of the shape of x. */
    public Tensor apply(Tensor x) {
        return groupNorm(x, scale, bias, groups);
    }
}
