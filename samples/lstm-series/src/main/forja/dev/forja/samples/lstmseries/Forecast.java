package dev.forja.samples.lstmseries;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

/** Foretells a day from t days before it, by a long short-term memory. */
@Model
class Forecast {
    static final int FEATURES = 6, UNITS = 24;
    static final double DROPPED = 0.3;

    final Lstm memory = new Lstm(FEATURES, UNITS);
    final Dense output = new Dense(UNITS + FEATURES, 1);

    /**
     * The next value of the first feature.
     *
     * @param days the features of t days in a row, the last one before the day to foretell
     */
    @Entry
    Tensor predict(@Shape("n, t, 6") Tensor days) {
        Tensor state = memory.last(days, memory.start(days.dim(0)));
        Tensor remembered = dropout(memory.hidden(state), DROPPED);
        int length = days.dim(1);
        Tensor today = slice(days, 1, length - 1, length).reshape(days.dim(0), FEATURES);
        return output.apply(concat(1, remembered, today)).reshape(-1);
    }

    /**
     * The mean squared error.
     *
     * @param days the features of t days in a row, the last one before the day to foretell
     * @param next the first feature of the day to foretell
     */
    @Loss(optimizer = "adam", clipByGlobalNorm = 1)
    Tensor loss(@Shape("n, t, 6") Tensor days, @Shape("n") Tensor next) {
        return meanSquaredError(predict(days), next);
    }
}
