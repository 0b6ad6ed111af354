package dev.forja.test;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import dev.forja.passes.kernel.KernelCost;
import dev.forja.passes.schedule.AxisUse;
import dev.forja.passes.schedule.CheckSchedule;
import dev.forja.passes.schedule.ChooseSchedule;
import dev.forja.passes.schedule.Schedule;
import dev.forja.passes.schedule.ScheduleChoice;
import dev.forja.passes.schedule.ScheduleStep;
import dev.forja.passes.schedule.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Picks legal schedules at random, most of which no rule would pick: any axis that may go into the
 * lanes or none at all, any tile, any axis jammed, any operand packed in any order.
 */
final class RandomSchedules implements ScheduleChoice {
    private static final int ATTEMPTS = 8;
    private static final int MOST_VECTORS = 4;
    private static final int MOST_ROWS = 7;
    private static final int MOST_PANELS = 4;

    /** Operations side by side that still fit into a method. */
    private static final int MOST_OPERATIONS = 250;

    private final Random random;
    private final TreeMap<String, Integer> steps = new TreeMap<>();
    private int unusual;

    RandomSchedules(long seed) {
        this.random = new Random(seed);
    }

    /** How many of the schedules were not those of the rules. */
    int unusual() {
        return unusual;
    }

    /** How often each kind of step was picked. */
    TreeMap<String, Integer> steps() {
        return steps;
    }

    @Override
    public Schedule choose(Kernel kernel, Target target, Set<Integer> constants) {
        var schedule = Schedule.NONE;
        for (int i = 0; i < ATTEMPTS && schedule.steps().isEmpty(); i++) {
            var proposal = new Schedule(proposal(kernel, target));
            if (CheckSchedule.problems(kernel, target, proposal).isEmpty()) {
                schedule = proposal;
            }
        }
        schedule.steps()
                .forEach(step -> steps.merge(step.getClass().getSimpleName(), 1, Integer::sum));
        if (!schedule.equals(ChooseSchedule.of(kernel, target, constants))) {
            unusual++;
        }
        return schedule;
    }

    private List<ScheduleStep> proposal(Kernel kernel, Target target) {
        var steps = new ArrayList<ScheduleStep>();
        boolean isTree = kernel.order() == Order.TREE_32 && kernel.combiner() != Combiner.NONE;
        int room = MOST_OPERATIONS / Math.max(1, cost(kernel));
        String inLanes = null;
        if (target.lanes() > 1 && random.nextInt(6) > 0) {
            inLanes = isTree ? kernel.axes().getLast().name() : anyAxis(kernel);
            int vectors = isTree ? 1 : upTo(Math.min(MOST_VECTORS, room));
            steps.add(new ScheduleStep.Vectorize(inLanes, lanes(kernel, target), vectors));
            room /= vectors;
            if (!isTree) {
                packs(kernel, inLanes, steps);
            }
        }
        if (!isTree && random.nextBoolean()) {
            steps.add(new ScheduleStep.Jam(anyAxis(kernel), upTo(Math.min(MOST_ROWS, room))));
        }
        if (!isTree && inLanes != null && random.nextBoolean()) {
            steps.add(new ScheduleStep.Group(upTo(Math.min(MOST_PANELS, room))));
        }
        return steps;
    }

    private static int cost(Kernel kernel) {
        return 1 + KernelCost.operations(kernel.body()) + KernelCost.operations(kernel.epilogue());
    }

    private int upTo(int most) {
        return 1 + random.nextInt(Math.max(1, most));
    }

    private String anyAxis(Kernel kernel) {
        return kernel.axes().isEmpty()
                ? "none"
                : kernel.axes().get(random.nextInt(kernel.axes().size())).name();
    }

    /** Those of the result's width; masks take those of f32, which most of them come from. */
    private static int lanes(Kernel kernel, Target target) {
        var type = kernel.result().dtype();
        return target.lanes(type == DType.BOOL ? DType.F32 : type);
    }

    /** Each operand with even odds, its axes in any order. */
    private void packs(Kernel kernel, String inLanes, List<ScheduleStep> steps) {
        var uses = new AxisUse(kernel.parallelAxes());
        for (var load : AxisUse.loads(kernel)) {
            if (load.type() != DType.F32 || random.nextBoolean()) {
                continue;
            }
            var axes = new ArrayList<>(axes(kernel, uses, load));
            Collections.shuffle(axes, random);
            int padding = axes.contains(inLanes) ? 0 : random.nextInt(3) * 5;
            var operand = kernel.operands().get(load.access().operand()).name();
            steps.add(new ScheduleStep.Pack(operand, axes, padding));
        }
    }

    private static List<String> axes(Kernel kernel, AxisUse uses, ScalarExpr.Load load) {
        return uses.of(load).stream().mapToObj(axis -> kernel.axes().get(axis).name()).toList();
    }
}
