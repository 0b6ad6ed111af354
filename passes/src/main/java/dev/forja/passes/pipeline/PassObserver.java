package dev.forja.passes.pipeline;

import dev.forja.ir.graph.Function;

/** Is told after every pass: for dumps, timing and verification. */
@FunctionalInterface
public interface PassObserver {
    PassObserver NONE = (_, _, _) -> {};

    /**
     * @param pass name of the pass
     * @param function after the pass
     * @param nanos time that the pass took
     */
    void after(String pass, Function function, long nanos);

    default PassObserver and(PassObserver other) {
        return (pass, function, nanos) -> {
            after(pass, function, nanos);
            other.after(pass, function, nanos);
        };
    }
}
