package dev.forja.samples.fraud;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;

/** Logistic regression over the same payments, to compare with. */
@Model
class FraudRegression {
    static final int FEATURES = 18;

    /** Mean and deviation of the features, set once, so that payments come as they are. */
    @Parameter(trainable = false)
    Tensor center = zeros(FEATURES);

    @Parameter(trainable = false)
    Tensor spread = ones(FEATURES);

    final Dense output = new Dense(FEATURES, 1);

    Tensor logit(@Shape("n, 18") Tensor payment) {
        return output.apply(payment.minus(center).dividedBy(spread)).reshape(-1);
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
    @Loss(optimizer = "adam")
    Tensor loss(@Shape("n, 18") Tensor payment, @Shape("n") Tensor fraud) {
        return binaryCrossEntropy(logit(payment), fraud);
    }
}
