package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.conv2d;
import static dev.forja.dsl.Initializers.glorot;
import static dev.forja.dsl.Initializers.zeros;

import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;

/** A convolution over two spatial axes with a bias, without an activation. */
public final class Conv2d {
    private final int stride;
    private final String padding;

    /** The kernel, {@code [size, size, in, out]}. */
    @Parameter private final Tensor weights;

    /** The bias, {@code [out]}. */
    @Parameter private final Tensor bias;

    /** Makes a layer of stride 1 whose result is as large as what it is applied to. */
    public Conv2d(int in, int out, int size) {
        this(in, out, size, 1, "same");
    }

    /**
     * Makes a layer.
     *
     * @param in channels of what it is applied to
     * @param out channels of the result
     * @param size of the kernel on both axes
     * @param padding {@code "same"} or {@code "valid"}
     */
    public Conv2d(int in, int out, int size, int stride, String padding) {
        this.stride = stride;
        this.padding = padding;
        weights = glorot(size, size, in, out);
        bias = zeros(out);
    }

    /**
     * The layer's result, {@code [batch, height, width, in]} to {@code [batch, height, width,
     * out]}.
     */
    public Tensor apply(Tensor x) {
        return conv2d(x, weights, stride, padding).plus(bias);
    }
}
