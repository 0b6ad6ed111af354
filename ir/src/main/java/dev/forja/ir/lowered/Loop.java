package dev.forja.ir.lowered;

import dev.forja.ir.type.Dim;
import java.util.List;

/** Steps that run again and again. */
public record Loop(Trip trip, List<LoweredStep> body) implements LoweredStep {
    /** How often a loop runs. */
    public sealed interface Trip {}

    /**
     * For each position from 0 to the length, exclusive.
     *
     * @param variable integer parameter of the kernels inside
     */
    public record Count(String variable, Dim length) implements Trip {}

    /** As long as the steps leave true in a bool. */
    public record Test(List<LoweredStep> steps, Storage holds) implements Trip {
        public Test {
            steps = List.copyOf(steps);
        }
    }

    public Loop {
        body = List.copyOf(body);
    }
}
