package dev.forja.runtime.train;

import dev.forja.runtime.Parameters;

/** A figure of merit, computed at the end of each epoch; higher is better. */
@FunctionalInterface
public interface Metric {
    /** The figure for the parameters as they are now, for example accuracy on held-out rows. */
    double evaluate(Parameters parameters);
}
