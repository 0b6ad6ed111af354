package dev.forja.passes.schedule;

import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.Buffer;
import java.util.List;
import java.util.Set;

/**
 * A loop around scheduled steps.
 *
 * @param lasting buffers that outlive a pass of the body: carried, or written part by part
 */
public record ScheduledLoop(Trip trip, List<ScheduledStep> body, Set<Buffer> lasting)
        implements ScheduledStep {
    /** How often a loop runs. */
    public sealed interface Trip {}

    /** For each value of the variable from 0 to the length, exclusive. */
    public record Count(String variable, Dim length) implements Trip {}

    /** As long as the steps leave true in a rank-0 bool. */
    public record Test(List<ScheduledStep> steps, Buffer holds) implements Trip {}

    public ScheduledLoop {
        body = List.copyOf(body);
        lasting = Set.copyOf(lasting);
    }
}
