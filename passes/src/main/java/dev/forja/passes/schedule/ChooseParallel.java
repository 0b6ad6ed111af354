package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.lowered.Split;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Adds to a schedule which axes may be cut into parts that run at once, if the kernel can be large
 * enough for that. Axes are taken in the order of the loops, from outside. A kernel that adds into
 * its result, or reduces everything to one number, has no such axis.
 */
final class ChooseParallel {
    /** What a symbol may be at most when a kernel is judged. */
    private static final long LARGE_SYMBOL = 1 << 16;

    /**
     * A constant axis loses its constant trip count when it is cut. Beside a symbolic axis it is
     * cut only where the work that remains when every symbol is 1 hides that.
     */
    private static final double WORK_BESIDE_SYMBOLS = 1 << 14;

    /** An axis with fewer blocks is cut only where there is no other. */
    private static final long FEW_BLOCKS = 4;

    private final Kernel kernel;
    private final Schedule schedule;

    private ChooseParallel(Kernel kernel, Schedule schedule) {
        this.kernel = kernel;
        this.schedule = schedule;
    }

    static Schedule addTo(Schedule schedule, Kernel kernel, Target target) {
        var work = KernelWork.of(kernel, schedule);
        if (kernel.accumulates() || KernelWork.estimate(work, LARGE_SYMBOL) < target.splitWork()) {
            return schedule;
        }
        var axes = new ChooseParallel(kernel, schedule).axes(KernelWork.estimate(work, 1));
        return axes.isEmpty() ? schedule : schedule.with(new ScheduleStep.Parallel(axes));
    }

    private List<String> axes(double workWithoutSymbols) {
        var candidates = new ArrayList<>(inOrderOfLoops().stream().filter(this::isUsable).toList());
        boolean hasSymbolic = candidates.stream().anyMatch(axis -> !axis.extent().isConstant());
        if (hasSymbolic && workWithoutSymbols < WORK_BESIDE_SYMBOLS) {
            candidates.removeIf(axis -> axis.extent().isConstant());
        }
        return candidates.stream()
                .sorted(Comparator.comparing(this::hasFewBlocks))
                .limit(Split.MOST_AXES)
                .sorted(Comparator.comparingInt(candidates::indexOf))
                .map(Axis::name)
                .toList();
    }

    /** As nests are built: plain axes, then panels, then jammed rows. */
    private List<Axis> inOrderOfLoops() {
        var axes = new ArrayList<>(kernel.axes().subList(0, kernel.parallelAxes()));
        axes.sort(Comparator.comparingInt(axis -> depth(axis.name())));
        return axes;
    }

    private int depth(String axis) {
        if (schedule.jam().filter(step -> step.axis().equals(axis)).isPresent()) {
            return 2;
        }
        return schedule.vectorize().filter(step -> step.axis().equals(axis)).isPresent() ? 1 : 0;
    }

    /** Is there more than one block, and does each write elements of its own? */
    private boolean isUsable(Axis axis) {
        var extent = axis.extent();
        boolean hasBlocks = !extent.isConstant() || extent.constant() > schedule.block(axis.name());
        var store = LinearAccess.of(kernel.store(), kernel.result().shape(), List.of(), null);
        return hasBlocks && !store.stride(kernel.axes().indexOf(axis)).equals(Dim.ZERO);
    }

    private boolean hasFewBlocks(Axis axis) {
        var blocks = axis.extent().ceilDiv(schedule.block(axis.name()));
        return blocks.isConstant() && blocks.constant() < FEW_BLOCKS;
    }
}
