package dev.forja.bench.peers.values;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.Function;

/**
 * A computation of PyTorch.
 *
 * @param name of the file that keeps its values
 * @param operands in the order that {@code formula} takes them
 * @param formula gives the results
 */
record Case(String name, List<Operand> operands, Function<NDList, NDList> formula) {
    /**
     * A made-up operand.
     *
     * @param classes 0 for f32 numbers; else whole numbers from 0 to below it, as i32
     * @param constant the value of each number; -1 for made-up ones
     */
    record Operand(String name, int classes, int constant, int... shape) {
        static Operand of(String name, int... shape) {
            return new Operand(name, 0, -1, shape);
        }

        /** Floating-point numbers that no gradient is asked for. */
        static Operand statistic(String name, int value, int... shape) {
            return new Operand(name, 0, value, shape);
        }

        static Operand labels(String name, int classes, int... shape) {
            return new Operand(name, classes, -1, shape);
        }

        static Operand filled(String name, int value, int... shape) {
            return new Operand(name, value + 1, value, shape);
        }

        boolean isFloat() {
            return classes == 0;
        }

        boolean hasGradient() {
            return isFloat() && constant < 0;
        }

        int size() {
            int size = 1;
            for (int dim : shape) {
                size *= dim;
            }
            return size;
        }
    }

    static Case of(String name, Function<NDList, NDArray> formula, Operand... operands) {
        return new Case(name, List.of(operands), x -> new NDList(formula.apply(x)));
    }
}
