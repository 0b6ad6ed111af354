package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.matmul;
import static dev.forja.dsl.Functions.stack;
import static dev.forja.dsl.Functions.steps;
import static dev.forja.dsl.Functions.tanh;
import static dev.forja.dsl.Functions.transpose;
import static dev.forja.dsl.Initializers.glorot;
import static dev.forja.dsl.Initializers.zeros;

import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A simple recurrent layer (Elman 1990): {@code h' = tanh(x W + h U + b)}. */
public final class Rnn {
    /** W, {@code [inputs, units]}. */
    @Parameter private final Tensor inputWeights;

    /** U, {@code [units, units]}. */
    @Parameter private final Tensor hiddenWeights;

    /** b, {@code [units]}. */
    @Parameter private final Tensor bias;

    private final int units;

    /**
     * Makes a layer.
     *
     * @param inputs size of the last axis of what it is applied to
     * @param units size of the last axis of the result
     */
    public Rnn(int inputs, int units) {
        this.units = units;
        inputWeights = glorot(inputs, units);
        hiddenWeights = glorot(units, units);
        bias = zeros(units);
    }

    /**
     * The hidden values of all steps from zeros on: {@code [n, t, inputs]} to {@code [n, t,
     * units]}.
     */
    public Tensor apply(Tensor x) {
        return apply(x, zeros(x.dim(0), units));
    }

    /** The hidden values of all steps, from {@code [n, units]} on. */
    public Tensor apply(Tensor x, Tensor hidden) {
        Tensor h = hidden;
        List<Tensor> all = new ArrayList<>();
        for (Tensor input : steps(inputs(x), 1)) {
            h = next(input, h);
            all.add(h);
        }
        return transpose(stack(all), 1, 0, 2);
    }

    /** The hidden values after all steps: {@code [n, t, inputs]} to {@code [n, units]}. */
    public Tensor last(Tensor x) {
        Tensor h = zeros(x.dim(0), units);
        for (Tensor input : steps(inputs(x), 1)) {
            h = next(input, h);
        }
        return h;
    }

    /** The hidden values after one more step: {@code [n, inputs]} and {@code [n, units]}. */
    public Tensor step(Tensor x, Tensor hidden) {
        return next(inputs(x), hidden);
    }

    private Tensor inputs(Tensor x) {
        return matmul(x, inputWeights).plus(bias);
    }

    private Tensor next(Tensor input, Tensor h) {
        return tanh(input.plus(matmul(h, hiddenWeights)));
    }
}
