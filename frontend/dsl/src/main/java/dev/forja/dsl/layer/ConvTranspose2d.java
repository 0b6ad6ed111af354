package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.conv2dTranspose;
import static dev.forja.dsl.Initializers.glorot;
import static dev.forja.dsl.Initializers.zeros;

import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;

/** A transposed convolution over two spatial axes with a bias: it enlarges by its stride. */
public final class ConvTranspose2d {
    private final int stride;
    private final String padding;

    /** The kernel, {@code [size, size, out, in]}. */
    @Parameter private final Tensor weights;

    /** The bias, {@code [out]}. */
    @Parameter private final Tensor bias;

    /** Makes a layer whose result is stride times as large as what it is applied to. */
    public ConvTranspose2d(int in, int out, int size, int stride) {
        this(in, out, size, stride, "same");
    }

    /**
     * Makes a layer.
     *
     * @param in channels of what it is applied to
     * @param out channels of the result
     * @param size of the kernel on both axes
     * @param padding {@code "same"} or {@code "valid"}
     */
    public ConvTranspose2d(int in, int out, int size, int stride, String padding) {
        this.stride = stride;
        this.padding = padding;
        weights = glorot(size, size, out, in);
        bias = zeros(out);
    }

    /** The layer's result, {@code [batch, height, width, in]} to {@code [batch, .., .., out]}. */
    public Tensor apply(Tensor x) {
        return conv2dTranspose(x, weights, stride, padding).plus(bias);
    }
}
