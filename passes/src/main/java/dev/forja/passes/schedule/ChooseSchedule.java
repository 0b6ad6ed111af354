package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Guard;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
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

    /** C1 gives a method up between 200 and 240 vector operations. */
    private static final int EPILOGUE_OPERATIONS = 120;

    private final Kernel kernel;
    private final Target target;
    private final Set<Integer> constants;
    private final List<ScalarExpr.Load> loads;
    private final AxisUse uses;

    private ChooseSchedule(Kernel kernel, Target target, Set<Integer> constants) {
        this.kernel = kernel;
        this.target = target;
        this.constants = constants;
        this.loads = AxisUse.loads(kernel);
        this.uses = new AxisUse(kernel.parallelAxes());
    }

    /**
     * @param kernel collapsed
     * @param constants operands that don't change between calls, so that packing them is free
     */
    public static Schedule of(Kernel kernel, Target target, Set<Integer> constants) {
        return new ChooseSchedule(kernel, target, constants).choose();
    }

    private Schedule choose() {
        if (kernel.order() == Order.TREE_32 && kernel.combiner() != Combiner.NONE) {
            return tree();
        }
        int axis = vectorAxis();
        boolean isReduction = kernel.combiner() != Combiner.NONE;
        if (axis < 0) {
            return isReduction ? scalarReduction() : Schedule.NONE;
        }
        int lanes = target.lanes(width());
        if (!isReduction || kernel.accumulates()) {
            return new Schedule(List.of(new ScheduleStep.Vectorize(name(axis), lanes, 1)));
        }
        return reduction(axis, lanes);
    }

    /** A reduction along the innermost axis: the 32 logical lanes are the vector axis. */
    private Schedule tree() {
        int last = kernel.axes().size() - 1;
        boolean fits = target.lanes() > 1 && vectorisable(last, kernel.body(), List.of());
        return fits
                ? new Schedule(
                        List.of(new ScheduleStep.Vectorize(name(last), target.lanes(width()), 1)))
                : Schedule.NONE;
    }

    private Schedule scalarReduction() {
        int axis = kernel.parallelAxes() - 1;
        int jam = Math.min(SCALAR_JAM, copiesOfEpilogue());
        return axis < 0
                        || jam < 2
                        || kernel.accumulates()
                        || KernelCost.operations(kernel.body()) > 8
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
        var store = LinearAccess.of(kernel.store(), kernel.result().shape(), List.of(), null);
        for (int axis = kernel.parallelAxes() - 1; axis >= 0; axis--) {
            if (store.stride(axis).equals(Dim.ONE)
                    && computedWithout(store, axis)
                    && vectorisable(axis, kernel.body(), packable(axis))
                    && vectorisable(axis, kernel.epilogue(), List.of())) {
                return axis;
            }
        }
        return -1;
    }

    private boolean computedWithout(LinearAccess access, int axis) {
        return access.computed().stream().noneMatch(part -> uses.of(part.position()).get(axis));
    }

    /**
     * May the expression run with {@code axis} in the lanes? Loads in {@code packed} are brought
     * into unit stride.
     */
    private boolean vectorisable(int axis, ScalarExpr expr, List<ScalarExpr.Load> packed) {
        if (kernel.result().dtype().bytes() != width().bytes()
                && kernel.result().dtype() != DType.BOOL) {
            return false;
        }
        return fits(axis, expr, packed);
    }

    private boolean fits(int axis, ScalarExpr expr, List<ScalarExpr.Load> packed) {
        if (!uses.of(expr).get(axis)) {
            return true;
        }
        if (expr.type() != DType.BOOL && expr.type().bytes() != width().bytes()) {
            return false;
        }
        return switch (expr) {
            case ScalarExpr.Load load -> packed.contains(load) || unitStride(load, axis);
            case ScalarExpr.Call(var fn, var args, var type) ->
                    hasVectorForm(fn, type)
                            && args.stream().allMatch(arg -> fits(axis, arg, packed));
            case ScalarExpr.Convert(var operand, _) -> fits(axis, operand, packed);
            case ScalarExpr.Bitcast(var operand, _) -> fits(axis, operand, packed);
            default -> true;
        };
    }

    private static boolean hasVectorForm(ScalarFn fn, DType type) {
        return switch (fn) {
            case DIV -> type.isFloat();
            case REM,
                    EXP,
                    EXPM1,
                    LOG,
                    LOG1P,
                    TANH,
                    SIGMOID,
                    ERF,
                    SIN,
                    COS,
                    POW,
                    FLOOR,
                    CEIL,
                    ROUND,
                    SIGN ->
                    false;
            default -> true;
        };
    }

    private boolean unitStride(ScalarExpr.Load load, int axis) {
        var access = linear(load);
        var stride = access.stride(axis);
        if (!stride.equals(Dim.ONE) && !stride.equals(Dim.ZERO)) {
            return false;
        }
        if (access.otherwise() != null && uses.of(access.otherwise()).get(axis)) {
            return false;
        }
        return computedWithout(access, axis)
                && access.guards().stream().allMatch(guard -> unitGuard(guard, axis))
                && !(stride.equals(Dim.ZERO)
                        && access.guards().stream().anyMatch(guard -> touches(guard, axis)));
    }

    private static boolean unitGuard(Guard guard, int axis) {
        return !touches(guard, axis)
                || (guard.index() instanceof IndexExpr.Direct(var affine)
                        && affine.factor(axis).equals(Dim.ONE));
    }

    private static boolean touches(Guard guard, int axis) {
        return guard.index() instanceof IndexExpr.Direct(var affine)
                && !affine.factor(axis).equals(Dim.ZERO);
    }

    private LinearAccess linear(ScalarExpr.Load load) {
        return LinearAccess.of(
                load.access(), kernel.operands().get(load.access().operand()).type().shape());
    }

    /**
     * The element type whose width the vectors have: that of the result, or of the widest load for
     * a mask.
     */
    private DType width() {
        if (kernel.result().dtype() != DType.BOOL) {
            return kernel.result().dtype();
        }
        return loads.stream()
                .map(ScalarExpr.Load::type)
                .filter(type -> type != DType.BOOL)
                .findFirst()
                .orElse(DType.F32);
    }

    /**
     * Loads of a contraction that panels can bring into unit stride along the axis: read again and
     * again.
     */
    private List<ScalarExpr.Load> packable(int axis) {
        var found = new ArrayList<ScalarExpr.Load>();
        for (var load : factors()) {
            var access = linear(load);
            if (!access.stride(axis).equals(Dim.ZERO)
                    && access.isUnguarded()
                    && access.computed().isEmpty()
                    && load.type() == DType.F32
                    && (!multiplies(load) || !unitStride(load, axis))
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
            if (uses.of(load).get(axis)) {
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
            if (large && !uses.of(load).get(axis)) {
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
                if (uses.of(load).get(axis)) {
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
        var access = linear(load);
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
                                            uses.of(load).get(vectorAxis)
                                                    && !uses.of(load).get(candidate));
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
