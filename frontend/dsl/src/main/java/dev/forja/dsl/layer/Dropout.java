package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.dropout;

import dev.forja.dsl.Tensor;

/** Drops elements at random while training (Srivastava and others 2014). */
public final class Dropout {
    private final double rate;

    /**
     * Makes a layer.
     *
     * @param rate probability that an element is dropped, below 1
     */
    public Dropout(double rate) {
        this.rate = rate;
    }

    /** In a training step x with elements dropped, otherwise x. */
    public Tensor apply(Tensor x) {
        return dropout(x, rate);
    }
}
