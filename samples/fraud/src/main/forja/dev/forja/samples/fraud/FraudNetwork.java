package dev.forja.samples.fraud;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;

/** A deep dense network that scores payments: four hidden layers with ReLU. */
@Model
class FraudNetwork {
    static final int FEATURES = 18, WIDE = 64, NARROW = 32;

    /** Mean and deviation of the features, set once, so that payments come as they are. */
    @Parameter(trainable = false)
    Tensor center = zeros(FEATURES);

    @Parameter(trainable = false)
    Tensor spread = ones(FEATURES);

    final Dense first = new Dense(FEATURES, WIDE);
    final Dense second = new Dense(WIDE, WIDE);
    final Dense third = new Dense(WIDE, NARROW);
    final Dense fourth = new Dense(NARROW, NARROW);
    final Dense output = new Dense(NARROW, 1);

    Tensor logit(@Shape("n, 18") Tensor payment) {
        Tensor y = payment.minus(center).dividedBy(spread);
        y = relu(first.apply(y));
        y = relu(second.apply(y));
        y = relu(third.apply(y));
        y = relu(fourth.apply(y));
        return output.apply(y).reshape(-1);
    }

    /**
     * The probability that a payment is a fraud.
     *
     * @param payment rows of 18 features, in the order of {@code Payment.features}
     */
    @Entry
    Tensor score(@Shape("n, 18") Tensor payment) {
        return sigmoid(logit(payment));
    }

    /**
     * The mean cross-entropy, in which each payment weighs the same.
     *
     * @param payment rows of 18 features
     * @param fraud 1 for a fraud, 0 for an honest payment
     */
    @Loss(optimizer = "adamw", weightDecay = 0.01)
    Tensor loss(@Shape("n, 18") Tensor payment, @Shape("n") Tensor fraud) {
        return binaryCrossEntropy(logit(payment), fraud);
    }
}
