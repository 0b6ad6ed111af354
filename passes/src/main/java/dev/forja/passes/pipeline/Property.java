package dev.forja.passes.pipeline;

/** What holds of a function between passes. */
public enum Property {
    /** No composite operator remains. */
    NO_COMPOSITES,
    /** What has a composite operator is one, however it was written. */
    FORMS_RECOGNISED,
    /** No dropout waits for its meaning: it was disabled for evaluation or seeded for training. */
    DROPOUT_DECIDED,
    /** Every value is needed for a result. */
    NO_DEAD_CODE
}
