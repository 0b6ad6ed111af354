package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.depthwiseConv2d;
import static dev.forja.dsl.Initializers.glorot;
import static dev.forja.dsl.Initializers.zeros;

import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;

/** A convolution of each channel by itself over two spatial axes, with a bias. */
public final class DepthwiseConv2d {
    private final int stride;
    private final String padding;

    /** The kernel, {@code [size, size, channels, 1]}. */
    @Parameter private final Tensor weights;

    /** The bias, {@code [channels]}. */
    @Parameter private final Tensor bias;

    /**
     * Makes a layer.
     *
     * @param channels of what it is applied to and of the result
     * @param size of the kernel on both axes
     * @param padding {@code "same"} or {@code "valid"}
     */
    public DepthwiseConv2d(int channels, int size, int stride, String padding) {
        this.stride = stride;
        this.padding = padding;
        weights = glorot(size, size, channels, 1);
        bias = zeros(channels);
    }

    /** The layer's result, {@code [batch, height, width, channels]}. */
    public Tensor apply(Tensor x) {
        return depthwiseConv2d(x, weights, stride, padding).plus(bias);
    }
}
