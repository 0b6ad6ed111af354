package dev.forja.passes.fuse;

import dev.forja.passes.kernel.KernelGraph;

/** Composes the kernels of a function into fewer. The result is the same for every target. */
public final class FuseKernels {
    private FuseKernels() {}

    public static KernelGraph of(KernelGraph graph) {
        var trimmed =
                graph.nodes().stream().map(DropOperands::of).map(SqueezeUnitAxes::of).toList();
        var arranged = FuseEpilogues.views(graph.withNodes(trimmed));
        return FuseEpilogues.of(InlineProducers.of(arranged));
    }
}
