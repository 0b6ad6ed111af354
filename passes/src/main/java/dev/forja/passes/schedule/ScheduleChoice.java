package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Kernel;
import java.util.Set;

/**
 * How a schedule is picked for a kernel: {@link ChooseSchedule#of} by rule; a tuner or a test may
 * put in its own. Any legal choice gives the same bits.
 */
@FunctionalInterface
public interface ScheduleChoice {
    /**
     * @param constants operands that don't change between calls, so that packing them is free
     */
    Schedule choose(Kernel kernel, Target target, Set<Integer> constants);

    /** The same choice, refusing what is not legal. */
    default ScheduleChoice checked() {
        return (kernel, target, constants) -> {
            var schedule = choose(kernel, target, constants);
            var problems = CheckSchedule.problems(kernel, target, schedule);
            if (!problems.isEmpty()) {
                throw new IllegalStateException(
                        "kernel "
                                + kernel.name()
                                + ", schedule "
                                + schedule
                                + ": "
                                + String.join("; ", problems));
            }
            return schedule;
        };
    }
}
