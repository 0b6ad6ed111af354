package dev.forja.passes.kernel;

import dev.forja.ir.type.Dim;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Runs a graph again and again. What it carries are buffers with a next value ({@link
 * KernelGraph#updates}); they hold the first values before the loop and the last ones behind it.
 *
 * @param trip how often
 * @param body refers to buffers outside directly; its outputs are those that are read behind the
 *     loop
 */
public record LoopStep(Trip trip, KernelGraph body) implements Step {
    /** How often a loop runs. */
    public sealed interface Trip {}

    /**
     * For each position from 0 on.
     *
     * @param variable symbol of the position in the body's kernels
     */
    public record Count(String variable, Dim length) implements Trip {}

    /**
     * As long as a condition holds.
     *
     * @param test its only output is the condition, a rank-0 bool
     */
    public record Test(KernelGraph test) implements Trip {}

    @Override
    public List<Buffer> reads() {
        var reads = new LinkedHashSet<>(body.reads());
        if (trip instanceof Test(var test)) {
            reads.addAll(test.reads());
        }
        return List.copyOf(reads);
    }

    @Override
    public List<Buffer> writes() {
        var writes = new LinkedHashSet<>(body.updates().values());
        body.outputs().forEach(output -> writes.add(output.buffer()));
        return List.copyOf(writes);
    }
}
