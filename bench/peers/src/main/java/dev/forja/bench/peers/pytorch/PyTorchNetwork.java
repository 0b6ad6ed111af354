package dev.forja.bench.peers.pytorch;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.workload.Task;
import dev.forja.bench.workload.Task.Convolution;
import dev.forja.bench.workload.Task.Layer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A classifier as blocks of DJL, with our parameters in PyTorch's order of axes. */
final class PyTorchNetwork {
    private static final int SIDE = 3;

    private final Problem problem;
    private final SequentialBlock block = new SequentialBlock();
    private final long[] inputShape;

    /** Values of the block's parameters, in its order. */
    private final List<float[]> values = new ArrayList<>();

    private PyTorchNetwork(Problem problem, long... inputShape) {
        this.problem = problem;
        this.inputShape = inputShape;
    }

    /** The network of a training step. */
    static PyTorchNetwork of(Problem problem) {
        int[] sizes = problem.shape(0);
        return switch (problem.workload().task()) {
            case Task.Network task -> {
                var network = new PyTorchNetwork(problem, sizes[0], sizes[1]);
                network.dense(task.layers(), 1);
                yield network;
            }
            case Task.ImageNetwork task -> {
                int channels = task.convolutions().getFirst().in();
                var network =
                        new PyTorchNetwork(problem, sizes[0], channels, task.size(), task.size());
                task.convolutions().forEach(network::convolution);
                network.block.add(Blocks.batchFlattenBlock());
                network.dense(task.layers(), task.convolutions().getLast().out());
                yield network;
            }
            default ->
                    throw new IllegalArgumentException(
                            problem.workload().name() + " has nothing to train");
        };
    }

    SequentialBlock block() {
        return block;
    }

    long[] inputShape() {
        return inputShape.clone();
    }

    /** Once the block is initialized: our initial values. */
    void setParameters() {
        var parameters = block.getParameters();
        for (int i = 0; i < values.size(); i++) {
            parameters.valueAt(i).getArray().set(FloatBuffer.wrap(values.get(i)));
        }
    }

    /** {@code [3, 3, in, out]} becomes {@code [out, in, 3, 3]}. */
    private void convolution(Convolution convolution) {
        block.add(
                Conv2d.builder()
                        .setKernelShape(new Shape(SIDE, SIDE))
                        .setFilters(convolution.out())
                        .optPadding(new Shape(1, 1))
                        .build());
        block.add(Activation::relu);
        var two = new Shape(2, 2);
        block.add(Pool.maxPool2dBlock(two, two));
        int filters = convolution.in() * convolution.out();
        var kernel = problem.parameters().floats(convolution.weights());
        var turned = transposed(kernel, Convolution.TAPS, filters);
        values.add(swapped(turned, convolution.in(), convolution.out()));
        values.add(problem.parameters().floats(convolution.bias()));
    }

    /**
     * Layers, each {@code [inputs, units]} as {@code [units, inputs]}.
     *
     * @param channels of the image that the first takes: ours come last, PyTorch's first
     */
    private void dense(List<Layer> layers, int channels) {
        int channelsLast = channels;
        for (var layer : layers) {
            block.add(Linear.builder().setUnits(layer.units()).build());
            if (layer.activation() == Task.Activation.RELU) {
                block.add(Activation::relu);
            }
            var weights = problem.parameters().floats(layer.weights());
            int pixels = layer.inputs() / channelsLast;
            var byChannel = swappedRows(weights, pixels, channelsLast, layer.units());
            values.add(transposed(byChannel, layer.inputs(), layer.units()));
            values.add(problem.parameters().floats(layer.bias()));
            channelsLast = 1;
        }
    }

    private static float[] transposed(float[] from, int rows, int columns) {
        return swappedRows(from, rows, columns, 1);
    }

    /** {@code [in, out, 9]} as {@code [out, in, 9]}. */
    private static float[] swapped(float[] from, int in, int out) {
        return swappedRows(from, in, out, Convolution.TAPS);
    }

    /** {@code [a, b, c]} as {@code [b, a, c]}. */
    private static float[] swappedRows(float[] from, int a, int b, int c) {
        float[] to = new float[from.length];
        for (int i = 0; i < a; i++) {
            for (int j = 0; j < b; j++) {
                System.arraycopy(from, (i * b + j) * c, to, (j * a + i) * c, c);
            }
        }
        return to;
    }
}
