package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.matmul;
import static dev.forja.dsl.Functions.sigmoid;
import static dev.forja.dsl.Functions.slice;
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

/**
 * A gated recurrent unit (Cho and others 2014) in the form of PyTorch and of Keras with {@code
 * reset_after}: {@code h' = (1 - z) n + z h}, where {@code r} and {@code z} are the sigmoids of
 * {@code x W + h U + b} and {@code n = tanh(x Wn + bn + r (h Un + cn))}. The columns of W, U and
 * the biases are those of r, z and n.
 */
public final class Gru {
    /** W, {@code [inputs, 3 units]}. */
    @Parameter private final Tensor inputWeights;

    /** U, {@code [units, 3 units]}. */
    @Parameter private final Tensor hiddenWeights;

    /** b, {@code [3 units]}. */
    @Parameter private final Tensor inputBias;

    /** c, {@code [3 units]}. */
    @Parameter private final Tensor hiddenBias;

    private final int units;

    /**
     * Makes a layer.
     *
     * @param inputs size of the last axis of what it is applied to
     * @param units size of the last axis of the result
     */
    public Gru(int inputs, int units) {
        this.units = units;
        inputWeights = glorot(inputs, 3 * units);
        hiddenWeights = glorot(units, 3 * units);
        inputBias = zeros(3 * units);
        hiddenBias = zeros(3 * units);
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
        return matmul(x, inputWeights).plus(inputBias);
    }

    private Tensor next(Tensor input, Tensor h) {
        Tensor own = matmul(h, hiddenWeights).plus(hiddenBias);
        Tensor both = sigmoid(slice(input, 1, 0, 2 * units).plus(slice(own, 1, 0, 2 * units)));
        Tensor reset = slice(both, 1, 0, units);
        Tensor keep = slice(both, 1, units, 2 * units);
        Tensor candidate =
                tanh(
                        slice(input, 1, 2 * units, 3 * units)
                                .plus(reset.times(slice(own, 1, 2 * units, 3 * units))));
        return candidate.plus(keep.times(h.minus(candidate)));
    }
}
