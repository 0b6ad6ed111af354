package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.ChoiceAxis;
import dev.forja.passes.kernel.KernelCost;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Picks a schedule: the output axis with unit stride goes into the lanes, a second axis is jammed
 * so that loaded vectors are used several times, operands that are read against the grain are
 * packed.
 */
public final class ChooseSchedule {
    private static final int GROUP = 4;
    private static final int ROW_PADDING = 16;
    private static final int SCALAR_JAM = 4;
    private static final long TYPICAL_SIZE = 64;
    private static final int MOST_CHOICES = 8;

    /** Neighbours that are read side by side: a line of the cache. */
    private static final int GRAIN = 16;

    /** Operations of a map that may be repeated so often. */
    private static final int GRAIN_OPERATIONS = 8;

    /** C1 gives a method up between 200 and 240 vector operations. */
    private static final int EPILOGUE_OPERATIONS = 120;

    private final Kernel kernel;
    private final Target target;
    private final Set<Integer> constants;
    private final VectorFit fit;

    private ChooseSchedule(Kernel kernel, Target target, Set<Integer> constants) {
        this.kernel = kernel;
        this.target = target;
        this.constants = constants;
        this.fit = new VectorFit(kernel);
    }

    /**
     * @param kernel collapsed
     * @param constants operands that don't change between calls, so that packing them is free
     */
    public static Schedule of(Kernel kernel, Target target, Set<Integer> constants) {
        var schedule = new ChooseSchedule(kernel, target, constants).choose();
        return ChooseParallel.addTo(schedule, kernel, target);
    }

    private Schedule choose() {
        if (kernel.accumulates()) {
            return Schedule.NONE;
        }
        if (kernel.order() == Order.TREE_32 && kernel.combiner() != Combiner.NONE) {
            return tree();
        }
        int axis = vectorAxis();
        boolean isReduction = kernel.combiner() != Combiner.NONE;
        if (axis < 0) {
            return isReduction ? scalarReduction() : scalarMap();
        }
        int lanes = target.lanes(fit.width());
        if (!isReduction) {
            var steps = new ArrayList<ScheduleStep>();
            steps.add(new ScheduleStep.Vectorize(name(axis), lanes, 1));
            steps.addAll(choices(axis));
            return new Schedule(steps);
        }
        return reduction(axis, lanes);
    }

    private Schedule scalarMap() {
        var choices = choices(-1);
        return new Schedule(choices.isEmpty() ? alongTheGrain() : choices);
    }

    /**
     * A map that reads with a stride along its innermost axis, as a transposed copy does, takes
     * several positions side by side of the axis along which it reads neighbours: the lines that it
     * reads are then used as a whole, while those that it writes stay in the cache.
     */
    private List<ScheduleStep> alongTheGrain() {
        int inner = kernel.parallelAxes() - 1;
        for (var load : AxisUse.loads(kernel)) {
            var access = fit.linear(load);
            for (int axis = 0; axis < inner; axis++) {
                var extent = kernel.axes().get(axis).extent();
                boolean isAgainst =
                        access.stride(axis).equals(Dim.ONE)
                                && !access.stride(inner).equals(Dim.ZERO)
                                && !access.stride(inner).equals(Dim.ONE);
                boolean isLong = !extent.isConstant() || extent.constant() >= GRAIN;
                if (isAgainst
                        && isLong
                        && KernelCost.operations(kernel.body()) <= GRAIN_OPERATIONS) {
                    return List.of(new ScheduleStep.Jam(name(axis), GRAIN));
                }
            }
        }
        return List.of();
    }

    /** A short axis that chooses between formulas is jammed as a whole, so that nothing chooses. */
    private List<ScheduleStep> choices(int vectorAxis) {
        int axis = ChoiceAxis.of(kernel).orElse(vectorAxis);
        if (axis == vectorAxis) {
            return List.of();
        }
        var extent = kernel.axes().get(axis).extent();
        return extent.isConstant() && extent.constant() > 1 && extent.constant() <= MOST_CHOICES
                ? List.of(new ScheduleStep.Jam(name(axis), (int) extent.constant()))
                : List.of();
    }

    /** A reduction along the innermost axis: the 32 logical lanes are the vector axis. */
    private Schedule tree() {
        int last = kernel.axes().size() - 1;
        return target.lanes() > 1 && fit.reduction(last)
                ? new Schedule(
                        List.of(
                                new ScheduleStep.Vectorize(
                                        name(last), target.lanes(fit.width()), 1)))
                : Schedule.NONE;
    }

    private Schedule scalarReduction() {
        int axis = kernel.parallelAxes() - 1;
        int jam = Math.min(SCALAR_JAM, copiesOfEpilogue());
        return axis < 0 || jam < 2 || KernelCost.operations(kernel.body()) > 8
                ? Schedule.NONE
                : new Schedule(List.of(new ScheduleStep.Jam(name(axis), jam)));
    }

    /** How often the epilogue may be repeated side by side in one method. */
    private int copiesOfEpilogue() {
        return Math.max(
                1, EPILOGUE_OPERATIONS / Math.max(1, KernelCost.operations(kernel.epilogue())));
    }

    private Schedule reduction(int axis, int lanes) {
        var steps = new ArrayList<ScheduleStep>();
        var packs = packs(axis);
        int cost = Math.max(1, KernelCost.operations(kernel.body()));
        int budget = Math.max(1, Math.min(target.accumulators() / cost, copiesOfEpilogue()));
        var extent = kernel.axes().get(axis).extent();
        int jamAxis = jamAxis(axis);
        int vectors =
                vectors(extent, lanes, jamAxis >= 0 ? Math.min(2, budget) : Math.min(4, budget));
        steps.add(new ScheduleStep.Vectorize(name(axis), lanes, vectors));
        int jam = Math.max(1, budget / vectors);
        if (jamAxis >= 0 && jam > 1) {
            var jamExtent = kernel.axes().get(jamAxis).extent();
            if (!jamExtent.isConstant() || jamExtent.constant() > 1) {
                jam =
                        jamExtent.isConstant()
                                ? balanced((int) Math.min(jamExtent.constant(), 1 << 20), jam)
                                : jam;
                steps.add(new ScheduleStep.Jam(name(jamAxis), jam));
            }
        }
        int group = Math.min(GROUP, Math.max(1, budget / vectors));
        if (group > 1 && !(extent.isConstant() && extent.constant() < 2L * vectors * lanes)) {
            steps.add(new ScheduleStep.Group(group));
        }
        steps.addAll(packs);
        return new Schedule(steps);
    }

    /** The largest factor up to {@code most} that leaves few rows over. */
    private static int balanced(int extent, int most) {
        if (extent <= most) {
            return extent;
        }
        int best = most;
        for (int factor = most; factor > most / 2; factor--) {
            if (extent % factor < extent % best) {
                best = factor;
            }
        }
        return best;
    }

    /** Vectors side by side so that a panel wastes little of a short axis. */
    private static int vectors(Dim extent, int lanes, int most) {
        if (!extent.isConstant()) {
            return most;
        }
        long needed = Math.max(1, Math.ceilDiv(extent.constant(), lanes));
        return (int) Math.min(needed, most);
    }

    /** The output axis to put into the lanes, or -1. */
    private int vectorAxis() {
        if (target.lanes() == 1) {
            return -1;
        }
        for (int axis = kernel.parallelAxes() - 1; axis >= 0; axis--) {
            if (fit.output(axis, packable(axis))) {
                return axis;
            }
        }
        return -1;
    }

    /**
     * Loads of a contraction that panels can bring into unit stride along the axis: read again and
     * again.
     */
    private List<ScalarExpr.Load> packable(int axis) {
        var found = new ArrayList<ScalarExpr.Load>();
        for (var load : factors()) {
            var access = fit.linear(load);
            if (!access.stride(axis).equals(Dim.ZERO)
                    && access.isUnguarded()
                    && access.computed().isEmpty()
                    && load.type() == DType.F32
                    && (!multiplies(load) || !fit.unitStride(load, axis))
                    && (constants.contains(load.access().operand()) || isReused(load))) {
                found.add(load);
            }
        }
        return found;
    }

    /** The two loads of a contraction's product. */
    private List<ScalarExpr.Load> factors() {
        if (kernel.combiner() == Combiner.SUM
                && kernel.body() instanceof ScalarExpr.Call(var fn, var args, _)
                && fn == ScalarFn.MUL
                && args.get(0) instanceof ScalarExpr.Load left
                && args.get(1) instanceof ScalarExpr.Load right
                && left.access().operand() != right.access().operand()) {
            return List.of(left, right);
        }
        return List.of();
    }

    /**
     * Would a copy of what the load reads, in the order in which it is read, be much larger than
     * the operand, as for overlapping windows? Sizes that aren't known count as typical ones.
     */
    private boolean multiplies(ScalarExpr.Load load) {
        var copy = Dim.ONE;
        for (int axis = 0; axis < kernel.axes().size(); axis++) {
            if (fit.uses(load, axis)) {
                copy = copy.times(kernel.axes().get(axis).extent());
            }
        }
        var size = kernel.operands().get(load.access().operand()).type().shape().size();
        return typical(copy) > 2 * typical(size);
    }

    private static long typical(Dim dim) {
        return dim.evaluate(
                dim.symbols().stream().collect(Collectors.toMap(name -> name, _ -> TYPICAL_SIZE)));
    }

    private boolean isReused(ScalarExpr.Load load) {
        for (int axis = 0; axis < kernel.parallelAxes(); axis++) {
            var extent = kernel.axes().get(axis).extent();
            boolean large = !extent.isConstant() || extent.constant() >= 8;
            if (large && !fit.uses(load, axis)) {
                return true;
            }
        }
        return false;
    }

    private List<ScheduleStep> packs(int vectorAxis) {
        var steps = new ArrayList<ScheduleStep>();
        var candidates = packable(vectorAxis);
        for (var load : factors()) {
            var operand = load.access().operand();
            boolean isPanel = candidates.contains(load);
            boolean isRow = !isPanel && rowsAgainstGrain(load, vectorAxis);
            if (!isPanel && !isRow) {
                continue;
            }
            var order = new ArrayList<String>();
            for (int axis = 0; axis < kernel.axes().size(); axis++) {
                if (fit.uses(load, axis)) {
                    order.add(name(axis));
                }
            }
            steps.add(
                    new ScheduleStep.Pack(
                            kernel.operands().get(operand).name(), order, isRow ? ROW_PADDING : 0));
        }
        return steps;
    }

    /**
     * Is an operand that is broadcast into the lanes read with a stride along the innermost
     * reduction axis?
     */
    private boolean rowsAgainstGrain(ScalarExpr.Load load, int vectorAxis) {
        var access = fit.linear(load);
        var inner = access.stride(kernel.axes().size() - 1);
        var extent = kernel.axes().get(vectorAxis).extent();
        return access.stride(vectorAxis).equals(Dim.ZERO)
                && access.isUnguarded()
                && access.computed().isEmpty()
                && load.type() == DType.F32
                && !multiplies(load)
                && !inner.equals(Dim.ONE)
                && (!extent.isConstant() || extent.constant() >= 64);
    }

    /**
     * A parallel axis along which some vector load stays the same, so that jamming reuses it; or
     * -1.
     */
    private int jamAxis(int vectorAxis) {
        for (int axis = kernel.parallelAxes() - 1; axis >= 0; axis--) {
            int candidate = axis;
            boolean reuses =
                    axis != vectorAxis
                            && AxisUse.loads(kernel.body()).stream()
                                    .anyMatch(load ->
                                            fit.uses(load, vectorAxis)
                                                    && !fit.uses(load, candidate));
            if (reuses) {
                return axis;
            }
        }
        return -1;
    }

    private String name(int axis) {
        return kernel.axes().get(axis).name();
    }
}
