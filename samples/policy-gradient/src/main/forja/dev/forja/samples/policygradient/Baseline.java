package dev.forja.samples.policygradient;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;

/** Foretells the return that a state of cart and pole leads to. */
@Model
class Baseline {
    static final int STATE = 4, HIDDEN = 32;

    /** The greatest return, 1 / (1 - 0.99): the network itself answers with about 0 to 1. */
    static final double SCALE = 100;

    final Dense hidden = new Dense(STATE, HIDDEN);
    final Dense output = new Dense(HIDDEN, 1);

    Tensor share(@Shape("n, 4") Tensor state) {
        return output.apply(tanh(hidden.apply(state))).reshape(-1);
    }

    /**
     * The discounted return to be expected.
     *
     * @param state rows of position, velocity, angle and angular velocity
     */
    @Entry
    Tensor value(@Shape("n, 4") Tensor state) {
        return share(state).times(SCALE);
    }

    /**
     * The mean squared error, in units of the greatest return.
     *
     * @param state rows of position, velocity, angle and angular velocity
     * @param reached the discounted return that came
     */
    @Loss(optimizer = "adam")
    Tensor loss(@Shape("n, 4") Tensor state, @Shape("n") Tensor reached) {
        return meanSquaredError(share(state), reached.dividedBy(SCALE));
    }
}
