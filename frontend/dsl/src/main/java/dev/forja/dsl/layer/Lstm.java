package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.matmul;
import static dev.forja.dsl.Functions.sigmoid;
import static dev.forja.dsl.Functions.slice;
import static dev.forja.dsl.Functions.stack;
import static dev.forja.dsl.Functions.steps;
import static dev.forja.dsl.Functions.stepsReversed;
import static dev.forja.dsl.Functions.tanh;
import static dev.forja.dsl.Functions.transpose;
import static dev.forja.dsl.Initializers.glorot;
import static dev.forja.dsl.Initializers.zeros;

import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers and others
 * 2000): {@code c' = sigmoid(f) c + sigmoid(i) tanh(g)}, {@code h' = sigmoid(o) tanh(c')}, where
 * {@code [i f g o] = x W + h U + b}, the order of Keras and PyTorch. Its state is one tensor {@code
 * [2, n, units]}: h, then c.
 */
public final class Lstm {
    /** W, {@code [inputs, 4 units]}. */
    @Parameter private final Tensor inputWeights;

    /** U, {@code [units, 4 units]}. */
    @Parameter private final Tensor hiddenWeights;

    /** b, {@code [4 units]}. */
    @Parameter private final Tensor bias;

    private final int units;

    /**
     * Makes a layer.
     *
     * @param inputs size of the last axis of what it is applied to
     * @param units size of the last axis of the result
     */
    public Lstm(int inputs, int units) {
        this.units = units;
        inputWeights = glorot(inputs, 4 * units);
        hiddenWeights = glorot(units, 4 * units);
        bias = zeros(4 * units);
    }

    /** The state before the first step of n sequences: zeros. */
    public Tensor start(int n) {
        return zeros(2, n, units);
    }

    /**
     * The hidden values of all steps from a zero state: {@code [n, t, inputs]} to {@code [n, t,
     * units]}.
     */
    public Tensor apply(Tensor x) {
        return apply(x, start(x.dim(0)));
    }

    /**
     * The hidden values of all steps from a state on: {@code [n, t, inputs]} to {@code [n, t,
     * units]}.
     */
    public Tensor apply(Tensor x, Tensor state) {
        Tensor h = hidden(state);
        Tensor c = cell(state);
        List<Tensor> all = new ArrayList<>();
        for (Tensor input : steps(inputs(x), 1)) {
            Tensor gates = input.plus(matmul(h, hiddenWeights));
            c = nextCell(gates, c);
            h = nextHidden(gates, c);
            all.add(h);
        }
        return transpose(stack(all), 1, 0, 2);
    }

    /** The hidden values of all steps, from the last step to the first; in the order of x. */
    public Tensor applyReversed(Tensor x) {
        Tensor h = zeros(x.dim(0), units);
        Tensor c = zeros(x.dim(0), units);
        List<Tensor> all = new ArrayList<>();
        for (Tensor input : stepsReversed(inputs(x), 1)) {
            Tensor gates = input.plus(matmul(h, hiddenWeights));
            c = nextCell(gates, c);
            h = nextHidden(gates, c);
            all.add(h);
        }
        return transpose(stack(all), 1, 0, 2);
    }

    /** The state after all steps: {@code [n, t, inputs]} and {@code [2, n, units]} to the like. */
    public Tensor last(Tensor x, Tensor state) {
        Tensor h = hidden(state);
        Tensor c = cell(state);
        for (Tensor input : steps(inputs(x), 1)) {
            Tensor gates = input.plus(matmul(h, hiddenWeights));
            c = nextCell(gates, c);
            h = nextHidden(gates, c);
        }
        return stack(h, c);
    }

    /** The state after one more step: {@code [n, inputs]} and {@code [2, n, units]} to the like. */
    public Tensor step(Tensor x, Tensor state) {
        Tensor gates = inputs(x).plus(matmul(hidden(state), hiddenWeights));
        Tensor c = nextCell(gates, cell(state));
        return stack(nextHidden(gates, c), c);
    }

    /** h of a state: {@code [n, units]}. */
    public Tensor hidden(Tensor state) {
        return slice(state, 0, 0, 1).reshape(state.dim(1), units);
    }

    /** c of a state: {@code [n, units]}. */
    public Tensor cell(Tensor state) {
        return slice(state, 0, 1, 2).reshape(state.dim(1), units);
    }

    private Tensor inputs(Tensor x) {
        return matmul(x, inputWeights).plus(bias);
    }

    private Tensor nextCell(Tensor gates, Tensor c) {
        Tensor input = sigmoid(slice(gates, 1, 0, units));
        Tensor forget = sigmoid(slice(gates, 1, units, 2 * units));
        Tensor candidate = tanh(slice(gates, 1, 2 * units, 3 * units));
        return forget.times(c).plus(input.times(candidate));
    }

    private Tensor nextHidden(Tensor gates, Tensor c) {
        return sigmoid(slice(gates, 1, 3 * units, 4 * units)).times(tanh(c));
    }
}
