package dev.forja.ir.graph;

import java.util.Locale;

/** What a parameter of a function is fed with. */
public enum Role {
    /** By the caller, a call at a time. */
    INPUT,
    /** A trainable or constant parameter of the model. */
    PARAMETER,
    /** State of the optimizer, one slot per trainable parameter. */
    SLOT,
    /** The learning rate of this step: f32 scalar. */
    RATE,
    /** The number of this step, from 1: i64 scalar. */
    STEP,
    /** The seed of the random numbers: i64 scalar. */
    SEED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
