package dev.forja.passes.schedule;

import dev.forja.passes.kernel.Buffer;
import java.util.List;
import java.util.Set;

/**
 * Two lists of steps, of which one runs.
 *
 * @param condition a rank-0 bool
 * @param lasting buffers that both write and that are read behind
 */
public record ScheduledBranch(
        Buffer condition,
        List<ScheduledStep> then,
        List<ScheduledStep> otherwise,
        Set<Buffer> lasting)
        implements ScheduledStep {
    public ScheduledBranch {
        then = List.copyOf(then);
        otherwise = List.copyOf(otherwise);
        lasting = Set.copyOf(lasting);
    }
}
