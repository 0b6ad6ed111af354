package dev.forja.bench.engine;

/** A workload, ready to run again and again on the same input. */
public interface Session extends AutoCloseable {
    /** Training steps whose losses {@link #check} gives. */
    int CHECKED_STEPS = 3;

    /** One call, or one training step. */
    void call() throws Exception;

    /**
     * What the engine computes, to be compared: the output of a call, or the losses of the first
     * {@link #CHECKED_STEPS} training steps. Called once, before the first {@link #call}.
     */
    float[] check() throws Exception;

    @Override
    default void close() {}
}
