package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.matmul;
import static dev.forja.dsl.Initializers.glorot;
import static dev.forja.dsl.Initializers.zeros;

import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;

/** A fully connected layer: {@code x W + b}, without an activation. */
public final class Dense {
    /** W, {@code [inputs, units]}. */
    @Parameter private final Tensor weights;

    /** b, {@code [units]}. */
    @Parameter private final Tensor bias;

    /**
     * Makes a layer.
     *
     * @param inputs size of the last axis of what it is applied to
     * @param units size of the last axis of the result
     */
    public Dense(int inputs, int units) {
        weights = glorot(inputs, units);
        bias = zeros(units);
    }

    /** The layer's result, {@code [.., inputs]} to {@code [.., units]}. */
    public Tensor apply(Tensor x) {
        return matmul(x, weights).plus(bias);
    }
}
