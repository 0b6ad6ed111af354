package dev.forja.passes.pipeline;

import dev.forja.ir.graph.Function;
import dev.forja.passes.kernel.KernelGraph;

/** Is told after every pass: for dumps, timing and verification. */
@FunctionalInterface
public interface PassObserver {
    PassObserver NONE = (_, _, _) -> {};

    /**
     * After a pass over tensor operators.
     *
     * @param pass name of the pass
     * @param function after the pass
     * @param nanos time that the pass took
     */
    void after(String pass, Function function, long nanos);

    /**
     * After a pass over kernels.
     *
     * @param pass name of the pass
     * @param graph after the pass
     * @param nanos time that the pass took
     */
    default void afterKernels(String pass, KernelGraph graph, long nanos) {}
}
