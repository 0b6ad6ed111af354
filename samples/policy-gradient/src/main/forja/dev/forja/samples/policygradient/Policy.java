package dev.forja.samples.policygradient;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;

/** Says for a state of cart and pole how likely each of the two pushes should be. */
@Model
class Policy {
    static final int STATE = 4, HIDDEN = 32, ACTIONS = 2;

    final Dense hidden = new Dense(STATE, HIDDEN);
    final Dense output = new Dense(HIDDEN, ACTIONS);

    Tensor logits(@Shape("n, 4") Tensor state) {
        return output.apply(tanh(hidden.apply(state)));
    }

    /**
     * The probability of a push to the left and to the right.
     *
     * @param state rows of position, velocity, angle and angular velocity
     */
    @Entry
    Tensor act(@Shape("n, 4") Tensor state) {
        return softmax(logits(state));
    }

    /**
     * What REINFORCE descends: the mean of -log π(action | state) times the advantage.
     *
     * @param state rows of position, velocity, angle and angular velocity
     * @param action the push that was chosen
     * @param advantage how much better than expected the rest of the episode went
     */
    @Loss(optimizer = "adam")
    Tensor loss(
            @Shape("n, 4") Tensor state,
            @Shape("n") IntTensor action,
            @Shape("n") Tensor advantage) {
        return mean(softmaxCrossEntropy(logits(state), action).times(advantage));
    }
}
