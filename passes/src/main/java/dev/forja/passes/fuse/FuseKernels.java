package dev.forja.passes.fuse;

import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;

/** Composes the kernels of a function into fewer. The result is the same for every target. */
public final class FuseKernels {
    private FuseKernels() {}

    public static KernelGraph of(KernelGraph graph) {
        var inner = graph.mapRegions(FuseKernels::of);
        var trimmed =
                inner.nodes().stream()
                        .map(step ->
                                step instanceof KernelNode node
                                        ? SqueezeUnitAxes.of(DropOperands.of(node))
                                        : step)
                        .toList();
        var arranged = FuseEpilogues.views(inner.withNodes(trimmed));
        return FuseEpilogues.of(InlineProducers.of(arranged));
    }
}
