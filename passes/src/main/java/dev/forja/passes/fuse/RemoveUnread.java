package dev.forja.passes.fuse;

import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Drops kernels whose result nobody reads. */
final class RemoveUnread {
    private RemoveUnread() {}

    static List<KernelNode> of(KernelGraph graph, List<KernelNode> nodes) {
        var read = new HashSet<Buffer>();
        var kept = new ArrayList<KernelNode>();
        for (var node : nodes.reversed()) {
            if (graph.isResult(node.result()) || read.contains(node.result())) {
                kept.add(node);
                read.addAll(node.operands());
            }
        }
        return List.copyOf(kept.reversed());
    }
}
