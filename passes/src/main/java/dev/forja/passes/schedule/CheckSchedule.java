package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Says whether a schedule is legal for a kernel: whether the loops that it asks for can be built
 * and compute the same bits. Legal is more than {@link ChooseSchedule} would ever pick.
 */
public final class CheckSchedule {
    private final Kernel kernel;
    private final Target target;
    private final Schedule schedule;
    private final VectorFit fit;
    private final List<String> problems = new ArrayList<>();

    private CheckSchedule(Kernel kernel, Target target, Schedule schedule) {
        this.kernel = kernel;
        this.target = target;
        this.schedule = schedule;
        this.fit = new VectorFit(kernel);
    }

    /**
     * What is wrong with a schedule, one sentence each; empty when it is legal.
     *
     * @param kernel collapsed, with unique names
     */
    public static List<String> problems(Kernel kernel, Target target, Schedule schedule) {
        var check = new CheckSchedule(kernel, target, schedule);
        check.run();
        return List.copyOf(check.problems);
    }

    private void run() {
        once(ScheduleStep.Vectorize.class);
        once(ScheduleStep.Jam.class);
        once(ScheduleStep.Group.class);
        if (kernel.accumulates()) {
            if (schedule.vectorize().isPresent() || hasTile()) {
                refuse("a kernel that adds into its result runs in scalar code, one by one");
            }
        } else if (isTree()) {
            tree();
        } else {
            schedule.packs().forEach(this::pack);
            schedule.vectorize().ifPresent(this::vectorize);
            schedule.jam().ifPresent(this::jam);
            group();
        }
    }

    private boolean hasTile() {
        return schedule.jam().isPresent() || schedule.group() > 1 || !schedule.packs().isEmpty();
    }

    private boolean isTree() {
        return kernel.order() == Order.TREE_32 && kernel.combiner() != Combiner.NONE;
    }

    private void refuse(String problem) {
        problems.add(problem);
    }

    private void once(Class<? extends ScheduleStep> kind) {
        if (schedule.steps().stream().filter(kind::isInstance).count() > 1) {
            refuse("there is more than one " + kind.getSimpleName());
        }
    }

    /** The logical lanes of a tree fix everything but the vectors that hold them. */
    private void tree() {
        if (hasTile()) {
            refuse("a tree reduction takes no jam, no group and no pack");
        }
        schedule.vectorize().ifPresent(this::vectorizeTree);
    }

    private void vectorizeTree(ScheduleStep.Vectorize step) {
        int last = kernel.axes().size() - 1;
        if (!step.axis().equals(kernel.axes().get(last).name())) {
            refuse("a tree reduction is vectorised along its last axis, not " + step.axis());
        } else if (!fit.reduction(last)) {
            refuse(step.axis() + " can't go into the lanes");
        }
        if (step.vectors() != 1) {
            refuse("a tree reduction takes 1 vector, not " + step.vectors());
        }
        lanes(step);
    }

    private void vectorize(ScheduleStep.Vectorize step) {
        int axis = parallel(step.axis());
        if (axis >= 0 && !fit.output(axis, packedLoads(axis))) {
            refuse(step.axis() + " can't go into the lanes");
        }
        if (step.vectors() < 1) {
            refuse("a panel has at least 1 vector, not " + step.vectors());
        }
        lanes(step);
    }

    private void lanes(ScheduleStep.Vectorize step) {
        int lanes = target.lanes(fit.width());
        if (target.lanes() == 1) {
            refuse("the target has no vectors");
        } else if (step.lanes() != lanes) {
            var type = fit.width().text();
            refuse("vectors of " + type + " have " + lanes + " lanes, not " + step.lanes());
        }
    }

    private void jam(ScheduleStep.Jam step) {
        parallel(step.axis());
        if (schedule.vectorize().filter(v -> v.axis().equals(step.axis())).isPresent()) {
            refuse(step.axis() + " is vectorised and can't be jammed");
        }
        if (step.factor() < 1) {
            refuse("an axis is jammed by at least 1, not " + step.factor());
        }
    }

    private void group() {
        if (schedule.group() < 1) {
            refuse("a group has at least 1 panel, not " + schedule.group());
        }
        if (schedule.group() > 1 && schedule.vectorize().isEmpty()) {
            refuse("without panels there is nothing to group");
        }
    }

    /** The parallel axis of a name; -1 when there is none. */
    private int parallel(String name) {
        int axis = axis(name).orElse(-1);
        if (axis < 0) {
            refuse("there is no axis " + name);
        } else if (axis >= kernel.parallelAxes()) {
            refuse(name + " is a reduction axis");
            return -1;
        }
        return axis;
    }

    private Optional<Integer> axis(String name) {
        for (int i = 0; i < kernel.axes().size(); i++) {
            if (kernel.axes().get(i).name().equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private void pack(ScheduleStep.Pack step) {
        var loads = loads(step);
        if (loads.isEmpty()) {
            refuse("there is no operand " + step.operand() + " to pack");
            return;
        }
        if (loads.size() > 1) {
            refuse(step.operand() + " is read in more than one place");
            return;
        }
        var load = loads.getFirst();
        boolean isDirect =
                load.access().guards().isEmpty()
                        && load.access().index().stream()
                                .allMatch(IndexExpr.Direct.class::isInstance);
        if (!isDirect) {
            refuse(step.operand() + " is read under a guard or at a computed position");
        }
        if (load.type() != DType.F32) {
            refuse(step.operand() + " is " + load.type().text() + ", and only f32 is packed");
        }
        packedAxes(step, load);
    }

    private void packedAxes(ScheduleStep.Pack step, ScalarExpr.Load load) {
        if (schedule.vectorize().isEmpty()) {
            refuse("without a vectorised axis nothing is packed");
            return;
        }
        var used = new TreeSet<String>();
        for (int axis = 0; axis < kernel.axes().size(); axis++) {
            if (fit.uses(load, axis)) {
                used.add(kernel.axes().get(axis).name());
            }
        }
        if (used.isEmpty()) {
            refuse(step.operand() + " is a single element, which has no order");
        }
        if (step.axes().size() != used.size() || !used.equals(new TreeSet<>(step.axes()))) {
            refuse(step.operand() + " is packed along " + used + ", not " + step.axes());
        }
        boolean hasPanels = used.contains(schedule.vectorize().orElseThrow().axis());
        if (step.padding() < 0 || (hasPanels && step.padding() > 0)) {
            refuse(step.operand() + " can't be padded by " + step.padding());
        }
    }

    /** The different loads of a pack's operand. */
    private List<ScalarExpr.Load> loads(ScheduleStep.Pack step) {
        return AxisUse.loads(kernel).stream()
                .filter(load ->
                        kernel.operands()
                                .get(load.access().operand())
                                .name()
                                .equals(step.operand()))
                .toList();
    }

    /** Loads that packs bring into unit stride along the axis. */
    private HashSet<ScalarExpr.Load> packedLoads(int axis) {
        var packed = new HashSet<ScalarExpr.Load>();
        for (var step : schedule.packs()) {
            if (step.axes().contains(kernel.axes().get(axis).name())) {
                packed.addAll(loads(step));
            }
        }
        return packed;
    }
}
