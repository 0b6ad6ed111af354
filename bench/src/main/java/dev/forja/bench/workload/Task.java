package dev.forja.bench.workload;

import java.util.List;
import java.util.Map;

/**
 * What a model computes, for engines that don't read its source, and how much work that is. The
 * engines' results are compared, so a task that says something else than the source does not go
 * unnoticed.
 */
public sealed interface Task {
    /** Floating-point operations of a call on this many rows; a multiply-add counts as two. */
    double operations(int rows);

    /** Bytes that a call has to read and write at least once. */
    double bytes(int rows);

    /**
     * The numbers that an input of indices may hold.
     *
     * @throws IllegalArgumentException if the task has no such input
     */
    default Indices indices(String input) {
        throw new IllegalArgumentException("no made-up indices for input " + input);
    }

    /**
     * Numbers of classes or words.
     *
     * @param from the least
     * @param to one more than the greatest
     */
    record Indices(int from, int to) {}

    /** A classifier that can be trained, too. */
    sealed interface Trainable extends Task {
        /** How many classes there are. */
        int classes();

        /** Floating-point operations of the first layer on this many rows. */
        double firstOperations(int rows);

        /**
         * Floating-point operations of one training step. The gradients of weights and of inputs
         * each cost as much as the forward pass; nobody asks for the gradient of the input.
         */
        default double trainingOperations(int rows) {
            return 3 * operations(rows) - firstOperations(rows);
        }

        @Override
        default Indices indices(String input) {
            return new Indices(0, classes());
        }
    }

    /**
     * A long short-term memory over a sequence, gates in the order input, forget, cell, output, and
     * one number out of its last hidden values.
     *
     * @param inputWeights the model's name for {@code [inputs, 4 units]}
     * @param hiddenWeights the model's name for {@code [units, 4 units]}
     * @param bias the model's name for {@code [4 units]}
     * @param output the layer that follows
     */
    record Memory(
            int steps,
            int inputs,
            int units,
            String inputWeights,
            String hiddenWeights,
            String bias,
            Layer output)
            implements Task {
        /** Gates of a cell. */
        public static final int GATES = 4;

        @Override
        public double operations(int rows) {
            return 2.0 * rows * steps * (inputs + units) * GATES * units + output.operations(rows);
        }

        @Override
        public double bytes(int rows) {
            return Float.BYTES
                    * ((inputs + units + 1.0) * GATES * units
                            + output.weightCount()
                            + (double) rows * (steps * inputs + output.units()));
        }
    }

    /**
     * Whatever else goes forward, with its work counted by hand.
     *
     * @param operationsPerRow floating-point operations
     * @param weights how many numbers the model keeps
     * @param valuesPerRow how many numbers come in and go out
     * @param ranges of the inputs that hold indices, by name
     */
    record Forward(
            double operationsPerRow,
            double weights,
            double valuesPerRow,
            Map<String, Indices> ranges)
            implements Task {
        public Forward {
            ranges = Map.copyOf(ranges);
        }

        @Override
        public double operations(int rows) {
            return rows * operationsPerRow;
        }

        @Override
        public double bytes(int rows) {
            return Float.BYTES * (weights + rows * valuesPerRow);
        }

        @Override
        public Indices indices(String input) {
            var range = ranges.get(input);
            return range == null ? Task.super.indices(input) : range;
        }
    }

    /** One matrix product of two inputs. */
    record Product(int m, int k, int n, boolean leftTransposed, boolean rightTransposed)
            implements Task {
        @Override
        public double operations(int rows) {
            return 2.0 * m * k * n;
        }

        @Override
        public double bytes(int rows) {
            return (double) Float.BYTES * (m * k + k * n + m * n);
        }
    }

    /** Fully connected layers, one after the other. */
    record Network(List<Layer> layers) implements Trainable {
        public Network {
            layers = List.copyOf(layers);
        }

        @Override
        public double operations(int rows) {
            return layers.stream().mapToDouble(layer -> layer.operations(rows)).sum();
        }

        @Override
        public double bytes(int rows) {
            return Float.BYTES
                    * (layers.stream().mapToDouble(Layer::weightCount).sum()
                            + (double) rows * layers.getFirst().inputs()
                            + (double) rows * layers.getLast().units());
        }

        @Override
        public double firstOperations(int rows) {
            return layers.getFirst().operations(rows);
        }

        @Override
        public int classes() {
            return layers.getLast().units();
        }
    }

    /**
     * Convolutions of 3 by 3 pixels with ReLU, each followed by the maximum of 2 by 2 pixels; then
     * fully connected layers.
     *
     * @param size height and width of the images
     */
    record ImageNetwork(int size, List<Convolution> convolutions, List<Layer> layers)
            implements Trainable {
        public ImageNetwork {
            convolutions = List.copyOf(convolutions);
            layers = List.copyOf(layers);
        }

        @Override
        public double operations(int rows) {
            double sum = layers.stream().mapToDouble(layer -> layer.operations(rows)).sum();
            int side = size;
            for (var convolution : convolutions) {
                sum += rows * convolution.operations(side);
                side /= 2;
            }
            return sum;
        }

        @Override
        public double bytes(int rows) {
            return Float.BYTES
                    * (convolutions.stream().mapToDouble(Convolution::weightCount).sum()
                            + layers.stream().mapToDouble(Layer::weightCount).sum()
                            + (double) rows * size * size * convolutions.getFirst().in()
                            + (double) rows * classes());
        }

        @Override
        public double firstOperations(int rows) {
            return rows * convolutions.getFirst().operations(size);
        }

        @Override
        public int classes() {
            return layers.getLast().units();
        }
    }

    /**
     * A convolution of 3 by 3 pixels that keeps the size.
     *
     * @param weights the model's name for the kernel, {@code [3, 3, in, out]}
     * @param bias the model's name for the bias, {@code [out]}
     */
    record Convolution(String weights, String bias, int in, int out) {
        /** Pixels that a result is made of. */
        public static final int TAPS = 9;

        double operations(int side) {
            return 2.0 * TAPS * in * out * side * side;
        }

        double weightCount() {
            return (double) TAPS * in * out + out;
        }
    }

    /** What follows a layer's sum. */
    enum Activation {
        NONE,
        RELU,
        SIGMOID,
        SOFTMAX
    }

    /**
     * {@code activation(x W + b)}.
     *
     * @param weights the model's name for W, {@code [inputs, units]}
     * @param bias the model's name for b, {@code [units]}; empty when there is none
     */
    record Layer(String weights, String bias, int inputs, int units, Activation activation) {
        double operations(int rows) {
            return 2.0 * rows * inputs * units;
        }

        double weightCount() {
            return (double) inputs * units + (bias.isEmpty() ? 0 : units);
        }
    }
}
