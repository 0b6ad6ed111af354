package dev.forja.passes.fuse;

import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Drops steps whose results nobody reads. */
final class RemoveUnread {
    private RemoveUnread() {}

    static List<Step> of(KernelGraph graph, List<Step> nodes) {
        var read = new HashSet<Buffer>();
        var kept = new ArrayList<Step>();
        for (var node : nodes.reversed()) {
            if (node.writes().stream().anyMatch(b -> graph.isResult(b) || read.contains(b))) {
                kept.add(node);
                read.addAll(node.reads());
            }
        }
        return List.copyOf(kept.reversed());
    }
}
