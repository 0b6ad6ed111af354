package dev.forja.passes.loops;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Order;
import dev.forja.passes.schedule.ScheduledKernel;

/** Do the methods of a kernel keep values in scratch for a while? */
final class ScratchUse {
    private ScratchUse() {}

    static boolean of(ScheduledKernel scheduled) {
        var kernel = scheduled.node().kernel();
        if (kernel.accumulates()) {
            return false;
        }
        return kernel.combiner() != Combiner.NONE && kernel.order() == Order.TREE_32
                ? TreeReduction.needsScratch(scheduled)
                : new Coverage(scheduled, new Spans(scheduled))
                        .nests().stream().anyMatch(Nest::isLate);
    }
}
