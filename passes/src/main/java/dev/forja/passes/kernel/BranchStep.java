package dev.forja.passes.kernel;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * Runs one of two graphs, whose outputs are the same buffers.
 *
 * @param condition a rank-0 bool
 */
public record BranchStep(Buffer condition, KernelGraph then, KernelGraph otherwise)
        implements Step {
    @Override
    public List<Buffer> reads() {
        var reads = new LinkedHashSet<Buffer>();
        reads.add(condition);
        reads.addAll(then.reads());
        reads.addAll(otherwise.reads());
        return List.copyOf(reads);
    }

    @Override
    public List<Buffer> writes() {
        return then.outputs().stream().map(KernelGraph.Output::buffer).toList();
    }
}
