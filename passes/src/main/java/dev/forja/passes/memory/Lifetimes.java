package dev.forja.passes.memory;

import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.schedule.ScheduledBranch;
import dev.forja.passes.schedule.ScheduledKernel;
import dev.forja.passes.schedule.ScheduledLoop;
import dev.forja.passes.schedule.ScheduledStep;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** Which buffers a step touches, and where in a list of steps each is touched last. */
final class Lifetimes {
    private Lifetimes() {}

    /** Every buffer that the step reads or writes, those inside of it included; operands first. */
    static SequencedSet<Buffer> touched(ScheduledStep step) {
        var touched = new LinkedHashSet<Buffer>();
        collect(step, touched);
        return touched;
    }

    private static void collect(ScheduledStep step, SequencedSet<Buffer> touched) {
        switch (step) {
            case ScheduledKernel kernel -> {
                touched.addAll(kernel.node().operands());
                touched.add(kernel.node().result());
            }
            case ScheduledLoop(var trip, var body, var lasting) -> {
                if (trip instanceof ScheduledLoop.Test(var steps, var holds)) {
                    steps.forEach(inner -> collect(inner, touched));
                    touched.add(holds);
                }
                body.forEach(inner -> collect(inner, touched));
                touched.addAll(lasting);
            }
            case ScheduledBranch(var condition, var then, var otherwise, var lasting) -> {
                touched.add(condition);
                then.forEach(inner -> collect(inner, touched));
                otherwise.forEach(inner -> collect(inner, touched));
                touched.addAll(lasting);
            }
        }
    }

    /** The position of the last step that touches each buffer. */
    static Map<Buffer, Integer> lastUses(List<ScheduledStep> steps) {
        var last = new HashMap<Buffer, Integer>();
        for (int i = 0; i < steps.size(); i++) {
            for (var buffer : touched(steps.get(i))) {
                last.put(buffer, i);
            }
        }
        return last;
    }
}
