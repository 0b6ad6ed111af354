package dev.forja.passes.loops;

import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.lowered.Split;
import dev.forja.passes.schedule.KernelWork;
import dev.forja.passes.schedule.ScheduledKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which axes of a scheduled kernel may be cut into parts, and what of each axis its loops cover.
 */
final class Spans {
    private final ScheduledKernel scheduled;
    private final Kernel kernel;
    private final List<Integer> cut = new ArrayList<>();

    Spans(ScheduledKernel scheduled) {
        this.scheduled = scheduled;
        this.kernel = scheduled.node().kernel();
        for (var name : scheduled.schedule().parallel()) {
            cut.add(axisNamed(name));
        }
        if (!cut.isEmpty() && kernel.accumulates()) {
            throw new IllegalArgumentException(
                    kernel.name() + " adds up in index order and can't run in parts");
        }
    }

    int axisNamed(String name) {
        for (int i = 0; i < kernel.parallelAxes(); i++) {
            if (kernel.axes().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "schedule names '" + name + "', which is no parallel axis of " + kernel.name());
    }

    Span of(int axis) {
        if (axis < 0) {
            return Span.ONE;
        }
        var extent = kernel.axes().get(axis).extent();
        int number = cut.indexOf(axis);
        return number < 0 ? Span.whole(extent) : Span.part(number, extent, block(axis));
    }

    private int block(int axis) {
        return scheduled.schedule().block(kernel.axes().get(axis).name());
    }

    /** The integer parameters that say what part to cover. */
    List<String> parameters() {
        var names = new ArrayList<String>();
        for (int number = 0; number < cut.size(); number++) {
            names.add(Split.from(number));
            names.add(Split.to(number));
        }
        return names;
    }

    Optional<Split> split() {
        if (cut.isEmpty()) {
            return Optional.empty();
        }
        var ranges =
                cut.stream()
                        .map(axis -> new Split.Range(kernel.axes().get(axis).extent(), block(axis)))
                        .toList();
        return Optional.of(
                new Split(
                        ranges,
                        KernelWork.of(kernel, scheduled.schedule()),
                        ScratchUse.of(scheduled)));
    }
}
