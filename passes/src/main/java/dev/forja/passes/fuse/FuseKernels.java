package dev.forja.passes.fuse;

import dev.forja.passes.kernel.KernelGraph;

/** Composes the kernels of a function into fewer. The result is the same for every target. */
public final class FuseKernels {
    private FuseKernels() {}

    public static KernelGraph of(KernelGraph graph) {
        var squeezed = graph.withNodes(graph.nodes().stream().map(SqueezeUnitAxes::of).toList());
        return FuseEpilogues.of(InlineProducers.of(squeezed));
    }
}
