package dev.forja.bench.workload;

import java.util.List;

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
    record Network(List<Layer> layers) implements Task {
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

        /**
         * Floating-point operations of one training step. The gradients of weights and of inputs
         * each cost as much as the forward pass.
         */
        public double trainingOperations(int rows) {
            return 3 * operations(rows) - layers.getFirst().operations(rows);
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
