package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.batchNorm;
import static dev.forja.dsl.Initializers.ones;
import static dev.forja.dsl.Initializers.zeros;

import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;

/**
 * Batch normalisation of the last axis (Ioffe and Szegedy 2015). A training step normalises by the
 * statistics of its batch and moves the layer's own towards them; an entry uses the layer's own.
 */
public final class BatchNorm {
    private final double epsilon;
    private final double momentum;

    /** Factor of each channel. */
    @Parameter private final Tensor scale;

    /** Added to each channel. */
    @Parameter private final Tensor bias;

    /** Running mean of each channel. */
    @Parameter(trainable = false)
    private final Tensor mean;

    /** Running variance of each channel. */
    @Parameter(trainable = false)
    private final Tensor variance;

    /** Makes a layer with epsilon 0.001 and momentum 0.99. */
    public BatchNorm(int channels) {
        this(channels, 1e-3, 0.99);
    }

    /**
     * Makes a layer.
     *
     * @param channels size of the last axis
     * @param epsilon added to the variance
     * @param momentum share of the running statistics that a step keeps
     */
    public BatchNorm(int channels, double epsilon, double momentum) {
        this.epsilon = epsilon;
        this.momentum = momentum;
        scale = ones(channels);
        bias = zeros(channels);
        mean = zeros(channels);
        variance = ones(channels);
    }

    /** The layer's result, of the shape of x. */
    public Tensor apply(Tensor x) {
        return batchNorm(x, scale, bias, mean, variance, -1, epsilon, momentum);
    }
}
