package dev.forja.dsl;

/**
 * Functions that slide windows over the spatial axes: convolutions and pooling. Use them through
 * {@link Functions}.
 *
 * <p>Tensors are {@code [batch, spatial.., channels]}, and the kernel of a convolution is {@code
 * [spatial.., in, out]}, as in TensorFlow; with the data format {@code "NCHW"} tensors are {@code
 * [batch, channels, spatial..]} and kernels {@code [out, in, spatial..]}, as in ONNX. Padding is
 * {@code "valid"} (none), {@code "same"} (the result has the size of x divided by the stride,
 * rounded up; of an odd padding one more is behind), or given as {@code {low0, high0, low1, high1,
 * ..}}.
 */
abstract class WindowFunctions extends StepFunctions {
    WindowFunctions() {}

    /**
     * Convolution over one spatial axis with stride 1 and no padding: {@code y[n, p, o] = sum over
     * k, c of x[n, p + k, c] * kernel[k, c, o]}.
     */
    public static Tensor conv1d(Tensor x, Tensor kernel) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over one spatial axis: {@code y[n, p, o] = sum over k, c of x[n, p * stride + k -
     * low, c] * kernel[k, c, o]}.
     */
    public static Tensor conv1d(Tensor x, Tensor kernel, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over one spatial axis with everything given.
     *
     * @param dilations distance of the elements of the kernel on each axis
     * @param groups output channels see the input channels of their group alone; the kernel has
     *     {@code in / groups} input channels
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor conv1d(
            Tensor x,
            Tensor kernel,
            int[] strides,
            String padding,
            int[] dilations,
            int groups,
            String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over one spatial axis with everything given.
     *
     * @param dilations distance of the elements of the kernel on each axis
     * @param groups output channels see the input channels of their group alone; the kernel has
     *     {@code in / groups} input channels
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor conv1d(
            Tensor x,
            Tensor kernel,
            int[] strides,
            int[] padding,
            int[] dilations,
            int groups,
            String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * Transposed convolution over one spatial axis, the gradient of a convolution by its x: each
     * element of x adds its multiple of the kernel {@code [spatial.., out, in]} to the result.
     *
     * @param padding that of the convolution: with {@code "same"} the result is stride times as
     *     large as x, with {@code "valid"} {@code (size - 1) * stride + k}
     */
    public static Tensor conv1dTranspose(Tensor x, Tensor kernel, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * Transposed convolution over one spatial axis with everything given.
     *
     * @param padding {@code {low0, high0, ..}}, cut off the result
     * @param outputPadding added behind the result on each axis
     * @param groups the kernel has {@code out / groups} output channels
     */
    public static Tensor conv1dTranspose(
            Tensor x,
            Tensor kernel,
            int[] strides,
            int[] padding,
            int[] outputPadding,
            int[] dilations,
            int groups,
            String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The greatest element of each window over one spatial axis; padding never wins.
     *
     * @param size of the windows, and their distance
     */
    public static Tensor maxPool1d(Tensor x, int size) {
        return CompiledOnly.result();
    }

    /** The greatest element of each window over one spatial axis; padding never wins. */
    public static Tensor maxPool1d(Tensor x, int size, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * The greatest element of each window over one spatial axis; padding never wins.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor maxPool1d(
            Tensor x, int[] sizes, int[] strides, String padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The greatest element of each window over one spatial axis; padding never wins.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor maxPool1d(
            Tensor x, int[] sizes, int[] strides, int[] padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The mean of each window over one spatial axis; padding does not count.
     *
     * @param size of the windows, and their distance
     */
    public static Tensor avgPool1d(Tensor x, int size) {
        return CompiledOnly.result();
    }

    /** The mean of each window over one spatial axis; padding does not count. */
    public static Tensor avgPool1d(Tensor x, int size, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * The mean of each window over one spatial axis; padding does not count.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor avgPool1d(
            Tensor x, int[] sizes, int[] strides, String padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The mean of each window over one spatial axis; padding does not count.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor avgPool1d(
            Tensor x, int[] sizes, int[] strides, int[] padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over two spatial axes with stride 1 and no padding: {@code y[n, p, o] = sum over
     * k, c of x[n, p + k, c] * kernel[k, c, o]}.
     */
    public static Tensor conv2d(Tensor x, Tensor kernel) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over two spatial axes: {@code y[n, p, o] = sum over k, c of x[n, p * stride + k -
     * low, c] * kernel[k, c, o]}.
     */
    public static Tensor conv2d(Tensor x, Tensor kernel, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over two spatial axes with everything given.
     *
     * @param dilations distance of the elements of the kernel on each axis
     * @param groups output channels see the input channels of their group alone; the kernel has
     *     {@code in / groups} input channels
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor conv2d(
            Tensor x,
            Tensor kernel,
            int[] strides,
            String padding,
            int[] dilations,
            int groups,
            String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over two spatial axes with everything given.
     *
     * @param dilations distance of the elements of the kernel on each axis
     * @param groups output channels see the input channels of their group alone; the kernel has
     *     {@code in / groups} input channels
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor conv2d(
            Tensor x,
            Tensor kernel,
            int[] strides,
            int[] padding,
            int[] dilations,
            int groups,
            String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * Transposed convolution over two spatial axes, the gradient of a convolution by its x: each
     * element of x adds its multiple of the kernel {@code [spatial.., out, in]} to the result.
     *
     * @param padding that of the convolution: with {@code "same"} the result is stride times as
     *     large as x, with {@code "valid"} {@code (size - 1) * stride + k}
     */
    public static Tensor conv2dTranspose(Tensor x, Tensor kernel, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * Transposed convolution over two spatial axes with everything given.
     *
     * @param padding {@code {low0, high0, ..}}, cut off the result
     * @param outputPadding added behind the result on each axis
     * @param groups the kernel has {@code out / groups} output channels
     */
    public static Tensor conv2dTranspose(
            Tensor x,
            Tensor kernel,
            int[] strides,
            int[] padding,
            int[] outputPadding,
            int[] dilations,
            int groups,
            String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The greatest element of each window over two spatial axes; padding never wins.
     *
     * @param size of the windows, and their distance
     */
    public static Tensor maxPool2d(Tensor x, int size) {
        return CompiledOnly.result();
    }

    /** The greatest element of each window over two spatial axes; padding never wins. */
    public static Tensor maxPool2d(Tensor x, int size, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * The greatest element of each window over two spatial axes; padding never wins.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor maxPool2d(
            Tensor x, int[] sizes, int[] strides, String padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The greatest element of each window over two spatial axes; padding never wins.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor maxPool2d(
            Tensor x, int[] sizes, int[] strides, int[] padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The mean of each window over two spatial axes; padding does not count.
     *
     * @param size of the windows, and their distance
     */
    public static Tensor avgPool2d(Tensor x, int size) {
        return CompiledOnly.result();
    }

    /** The mean of each window over two spatial axes; padding does not count. */
    public static Tensor avgPool2d(Tensor x, int size, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * The mean of each window over two spatial axes; padding does not count.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor avgPool2d(
            Tensor x, int[] sizes, int[] strides, String padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The mean of each window over two spatial axes; padding does not count.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor avgPool2d(
            Tensor x, int[] sizes, int[] strides, int[] padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over three spatial axes with stride 1 and no padding: {@code y[n, p, o] = sum
     * over k, c of x[n, p + k, c] * kernel[k, c, o]}.
     */
    public static Tensor conv3d(Tensor x, Tensor kernel) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over three spatial axes: {@code y[n, p, o] = sum over k, c of x[n, p * stride + k
     * - low, c] * kernel[k, c, o]}.
     */
    public static Tensor conv3d(Tensor x, Tensor kernel, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over three spatial axes with everything given.
     *
     * @param dilations distance of the elements of the kernel on each axis
     * @param groups output channels see the input channels of their group alone; the kernel has
     *     {@code in / groups} input channels
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor conv3d(
            Tensor x,
            Tensor kernel,
            int[] strides,
            String padding,
            int[] dilations,
            int groups,
            String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * Convolution over three spatial axes with everything given.
     *
     * @param dilations distance of the elements of the kernel on each axis
     * @param groups output channels see the input channels of their group alone; the kernel has
     *     {@code in / groups} input channels
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor conv3d(
            Tensor x,
            Tensor kernel,
            int[] strides,
            int[] padding,
            int[] dilations,
            int groups,
            String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * Transposed convolution over three spatial axes, the gradient of a convolution by its x: each
     * element of x adds its multiple of the kernel {@code [spatial.., out, in]} to the result.
     *
     * @param padding that of the convolution: with {@code "same"} the result is stride times as
     *     large as x, with {@code "valid"} {@code (size - 1) * stride + k}
     */
    public static Tensor conv3dTranspose(Tensor x, Tensor kernel, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * Transposed convolution over three spatial axes with everything given.
     *
     * @param padding {@code {low0, high0, ..}}, cut off the result
     * @param outputPadding added behind the result on each axis
     * @param groups the kernel has {@code out / groups} output channels
     */
    public static Tensor conv3dTranspose(
            Tensor x,
            Tensor kernel,
            int[] strides,
            int[] padding,
            int[] outputPadding,
            int[] dilations,
            int groups,
            String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The greatest element of each window over three spatial axes; padding never wins.
     *
     * @param size of the windows, and their distance
     */
    public static Tensor maxPool3d(Tensor x, int size) {
        return CompiledOnly.result();
    }

    /** The greatest element of each window over three spatial axes; padding never wins. */
    public static Tensor maxPool3d(Tensor x, int size, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * The greatest element of each window over three spatial axes; padding never wins.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor maxPool3d(
            Tensor x, int[] sizes, int[] strides, String padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The greatest element of each window over three spatial axes; padding never wins.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor maxPool3d(
            Tensor x, int[] sizes, int[] strides, int[] padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The mean of each window over three spatial axes; padding does not count.
     *
     * @param size of the windows, and their distance
     */
    public static Tensor avgPool3d(Tensor x, int size) {
        return CompiledOnly.result();
    }

    /** The mean of each window over three spatial axes; padding does not count. */
    public static Tensor avgPool3d(Tensor x, int size, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * The mean of each window over three spatial axes; padding does not count.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor avgPool3d(
            Tensor x, int[] sizes, int[] strides, String padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * The mean of each window over three spatial axes; padding does not count.
     *
     * @param dataFormat {@code "NHWC"} or {@code "NCHW"}
     */
    public static Tensor avgPool3d(
            Tensor x, int[] sizes, int[] strides, int[] padding, String dataFormat) {
        return CompiledOnly.result();
    }

    /**
     * Convolution of each channel by itself over two spatial axes.
     *
     * @param kernel {@code [height, width, channels, multiplier]}; each channel becomes multiplier
     *     channels
     */
    public static Tensor depthwiseConv2d(Tensor x, Tensor kernel, int stride, String padding) {
        return CompiledOnly.result();
    }

    /**
     * The mean over all spatial axes of {@code [batch, spatial.., channels]}: {@code [batch,
     * channels]}.
     */
    public static Tensor globalAveragePool(Tensor x) {
        return CompiledOnly.result();
    }

    /**
     * The greatest element over all spatial axes of {@code [batch, spatial.., channels]}: {@code
     * [batch, channels]}.
     */
    public static Tensor globalMaxPool(Tensor x) {
        return CompiledOnly.result();
    }
}
