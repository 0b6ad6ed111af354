package dev.forja.passes.loops;

import dev.forja.ir.kernel.Guard;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.loop.LaneType;
import dev.forja.ir.loop.Local;
import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.scalar.ExprDag;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.ChoiceAxis;
import dev.forja.passes.schedule.AxisUse;
import dev.forja.passes.schedule.LinearAccess;
import dev.forja.passes.schedule.ScheduledKernel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns scalar expressions of a kernel into loop-tree expressions: those that depend on the vector
 * axis into vectors, the others into scalars that are broadcast where needed. Shared and
 * loop-invariant values are bound to locals at the outermost loop at which they are known.
 */
final class ValueLowering {
    /**
     * @param pass whose values: the same node may be asked for at other positions of the same loops
     */
    private record Key(Object what, Instance instance, Object pass) {}

    private final ScheduledKernel scheduled;
    private final Object pass;
    private final Kernel kernel;
    private final Map<Integer, ScheduledKernel.Layout> layouts;
    private final LoopScopes scopes;
    private final ExprDag dag;
    private final AxisUse uses;
    private final VectorAxis vector;
    private final int jamAxis;
    private final int instances;
    private final Map<Integer, Dim> positions = new HashMap<>();
    private final Map<Integer, Integer> levels = new HashMap<>();
    private final Map<Instance, LoopExpr> accumulators = new HashMap<>();
    private Dim tailLimit;

    ValueLowering(
            ScheduledKernel scheduled,
            LoopScopes scopes,
            ExprDag dag,
            VectorAxis vector,
            int jamAxis,
            int instances) {
        this(scheduled, scopes, dag, vector, jamAxis, instances, null);
    }

    private ValueLowering(
            ScheduledKernel scheduled,
            LoopScopes scopes,
            ExprDag dag,
            VectorAxis vector,
            int jamAxis,
            int instances,
            Object pass) {
        this.scheduled = scheduled;
        this.pass = pass;
        this.kernel = scheduled.node().kernel();
        this.layouts = scheduled.layouts();
        this.scopes = scopes;
        this.dag = dag;
        this.uses = new AxisUse(kernel.parallelAxes());
        this.vector = vector;
        this.jamAxis = jamAxis;
        this.instances = instances;
    }

    /** For a second walk over the rows of a block that the loops stand at. */
    ValueLowering again(int instancesOfARow) {
        var again =
                new ValueLowering(scheduled, scopes, dag, vector, jamAxis, instancesOfARow, this);
        again.positions.putAll(positions);
        again.levels.putAll(levels);
        again.tailLimit = tailLimit;
        return again;
    }

    private Key key(Object what, Instance instance) {
        return new Key(what, instance, pass);
    }

    /** Says where the loops stand on an axis: its position, known at the given level. */
    void place(int axis, Dim position, int level) {
        positions.put(axis, position);
        levels.put(axis, level);
    }

    /** From here on only positions of the vector axis below the limit exist; null for no limit. */
    void limit(Dim limit) {
        tailLimit = limit;
    }

    /** What the reduced value of an instance is, for the epilogue. */
    void accumulator(Instance instance, LoopExpr value) {
        accumulators.put(instance, value);
    }

    LoopExpr accumulated(Instance instance) {
        return accumulators.get(instance);
    }

    /** Position on an axis, of the instance's first lane. */
    Dim position(int axis, Instance instance) {
        var position = positions.get(axis);
        if (axis == jamAxis) {
            position = position.plus(instance.row());
        }
        return axis == vector.axis() ? position.plus(vector.shift(instance)) : position;
    }

    /** The mask of lanes that exist, or null when all do. */
    LoopExpr tailMask(Instance instance) {
        if (tailLimit == null || vector.isScalar()) {
            return null;
        }
        var key = new Key("tail", new Instance(0, instance.panel(), instance.vector()), null);
        return scopes.known(key)
                .orElseGet(() -> {
                    var base = position(vector.axis(), instance);
                    var type = new LaneType(DType.BOOL, vector.lanes());
                    return bind(
                            key,
                            "tail",
                            new LoopExpr.InRange(base, tailLimit, type),
                            levels.get(vector.axis()));
                });
    }

    LaneType laneType(DType type) {
        return new LaneType(type, vector.lanes());
    }

    /** The value in the lanes of the vector axis; a scalar is broadcast. */
    LoopExpr vector(ScalarExpr expr, Instance instance) {
        return widen(lower(expr, instance), decided(dag.intern(expr), instance), instance);
    }

    private LoopExpr widen(LoopExpr value, ScalarExpr of, Instance instance) {
        if (vector.isScalar() || value.type().isVector()) {
            return value;
        }
        var type = laneType(value.type().dtype());
        if (value instanceof LoopExpr.Constant(var number, _)) {
            return new LoopExpr.Constant(number, type);
        }
        var key = key(new Broadcasted(new Identity(of)), normal(of, instance));
        var broadcast = new LoopExpr.Broadcast(value, type);
        int level = level(of);
        if (instances == 1 && level == scopes.current()) {
            return broadcast;
        }
        return scopes.known(key).orElseGet(() -> bind(key, "b", broadcast, level));
    }

    /** The value as a scalar, or in the lanes if it depends on the vector axis. */
    LoopExpr lower(ScalarExpr expr, Instance instance) {
        var node = decided(dag.intern(expr), instance);
        if (node instanceof ScalarExpr.Acc) {
            return accumulators.get(instance);
        }
        var normal = normal(node, instance);
        var key = key(new Identity(node), normal);
        var known = scopes.known(key);
        if (known.isPresent()) {
            return known.get();
        }
        var value = build(node, normal);
        boolean isTrivial = value instanceof LoopExpr.Constant || value instanceof LoopExpr.Read;
        int level = level(node);
        boolean isShared =
                dag.uses(node) > 1
                        || (instances > 1 && !normal.equals(instance))
                        || sharesInstances(node);
        if (isTrivial || (!isShared && level == scopes.current())) {
            return value;
        }
        return bind(key, stem(node), value, level);
    }

    /** What is left of choices that the instance's position decides already. */
    private ScalarExpr decided(ScalarExpr node, Instance instance) {
        var choice = ChoiceAxis.choice(node);
        if (choice == null || choice.axis() == vector.axis()) {
            return node;
        }
        var position = position(choice.axis(), instance);
        return position.isConstant() ? decided(choice.at(position.constant()), instance) : node;
    }

    /** The value of a node in every lane. */
    private record Broadcasted(Identity node) {}

    /** The value of a node as a position. */
    private record Positioned(Identity node) {}

    /** A node itself: equal ones that stand elsewhere are others. */
    private record Identity(ScalarExpr node) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity(var that) && that == node;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(node);
        }
    }

    /** Will other instances ask for the same value? */
    private boolean sharesInstances(ScalarExpr node) {
        return instances > 1 && !(dependsOnRow(node) && dependsOnVector(node));
    }

    private LoopExpr bind(Object key, String stem, LoopExpr value, int level) {
        var local = new Local(scopes.fresh(stem), value.type());
        scopes.add(level, new LoopStmt.Let(local, value));
        var read = new LoopExpr.Read(local);
        scopes.remember(level, key, read);
        return read;
    }

    private static String stem(ScalarExpr node) {
        return switch (node) {
            case ScalarExpr.Load _ -> "x";
            case ScalarExpr.Call(var fn, _, _) -> fn.text();
            default -> "v";
        };
    }

    private boolean dependsOnRow(ScalarExpr node) {
        return jamAxis >= 0 && uses.of(node).get(jamAxis);
    }

    private boolean dependsOnVector(ScalarExpr node) {
        return !vector.isScalar() && uses.of(node).get(vector.axis());
    }

    private Instance normal(ScalarExpr node, Instance instance) {
        boolean inLanes = dependsOnVector(node);
        return new Instance(
                dependsOnRow(node) ? instance.row() : 0,
                inLanes ? instance.panel() : 0,
                inLanes ? instance.vector() : 0);
    }

    /** The level of the innermost loop that the value depends on. */
    private int level(ScalarExpr node) {
        BitSet axes = uses.of(node);
        return axes.stream().map(axis -> levels.getOrDefault(axis, 0)).max().orElse(0);
    }

    private LoopExpr build(ScalarExpr node, Instance instance) {
        return switch (node) {
            case ScalarExpr.Const(var type, var value) ->
                    new LoopExpr.Constant(value, LaneType.scalar(type));
            case ScalarExpr.DimValue(var dim, var type) ->
                    new LoopExpr.Position(dim, LaneType.scalar(type));
            case ScalarExpr.Index(var axis, var type) ->
                    axis == vector.axis()
                            ? new LoopExpr.Ramp(position(axis, instance), laneType(type))
                            : new LoopExpr.Position(
                                    position(axis, instance), LaneType.scalar(type));
            case ScalarExpr.Load load -> load(load, instance);
            case ScalarExpr.Call(var fn, var args, var type) -> {
                boolean inLanes = dependsOnVector(node);
                var lowered = new ArrayList<LoopExpr>();
                for (var arg : args) {
                    lowered.add(inLanes ? vector(arg, instance) : lower(arg, instance));
                }
                yield new LoopExpr.Call(
                        fn, lowered, inLanes ? laneType(type) : LaneType.scalar(type));
            }
            case ScalarExpr.Convert(var operand, var type) -> {
                var value = lower(operand, instance);
                yield new LoopExpr.Convert(value, value.type().withType(type));
            }
            case ScalarExpr.Bitcast(var operand, var type) -> {
                var value = lower(operand, instance);
                yield new LoopExpr.Bitcast(value, value.type().withType(type));
            }
            case ScalarExpr.Arg _, ScalarExpr.Acc _ ->
                    throw new IllegalStateException("no value for " + node);
        };
    }

    private LoopExpr load(ScalarExpr.Load load, Instance instance) {
        int operand = load.access().operand();
        var access = LinearAccess.of(load.access(), kernel.operands().get(operand).type().shape());
        boolean inLanes = dependsOnVector(load);
        var layout = layouts.get(operand);
        var offset = layout == null ? offset(access, instance) : packedOffset(layout, instance);
        var masks = new ArrayList<LoopExpr>();
        if (inLanes && layout == null && tailMask(instance) != null) {
            masks.add(tailMask(instance));
        }
        var conditions = new ArrayList<LoopExpr.Condition>();
        LoopExpr guardMask = null;
        for (var guard : access.guards()) {
            if (inLanes && touchesVector(guard)) {
                var mask = guardMask(guard, instance);
                masks.add(mask);
                guardMask = guardMask == null ? mask : and(guardMask, mask);
            } else {
                conditions.add(
                        new LoopExpr.Condition(guardPosition(guard, instance), guard.extent()));
            }
        }
        var mask = masks.stream().reduce(this::and).orElse(null);
        var type = inLanes ? laneType(load.type()) : LaneType.scalar(load.type());
        LoopExpr value = new LoopExpr.Load(operand, scopes.hoisted(offset, "at"), mask, type);
        if (access.otherwise() == null) {
            return value;
        }
        var otherwise =
                inLanes
                        ? vector(access.otherwise(), instance)
                        : lower(access.otherwise(), instance);
        if (guardMask != null && !isZero(access.otherwise())) {
            value = new LoopExpr.Call(ScalarFn.WHERE, List.of(guardMask, value, otherwise), type);
        }
        return conditions.isEmpty() ? value : new LoopExpr.Guarded(conditions, value, otherwise);
    }

    private LoopExpr and(LoopExpr left, LoopExpr right) {
        return new LoopExpr.Call(ScalarFn.AND, List.of(left, right), laneType(DType.BOOL));
    }

    private static boolean isZero(ScalarExpr expr) {
        return expr instanceof ScalarExpr.Const(_, var number)
                && Double.doubleToRawLongBits(number.doubleValue()) == 0;
    }

    private boolean touchesVector(Guard guard) {
        return guard.index() instanceof IndexExpr.Direct(var affine)
                && !affine.factor(vector.axis()).equals(Dim.ZERO);
    }

    private LoopExpr guardMask(Guard guard, Instance instance) {
        return new LoopExpr.InRange(
                guardPosition(guard, instance), guard.extent(), laneType(DType.BOOL));
    }

    private Dim guardPosition(Guard guard, Instance instance) {
        return switch (guard.index()) {
            case IndexExpr.Direct(var affine) -> {
                var sum = affine.constant();
                for (var term : affine.factors().entrySet()) {
                    sum = sum.plus(position(term.getKey(), instance).times(term.getValue()));
                }
                yield sum;
            }
            case IndexExpr.Indirect(var value) -> computed(value, instance);
        };
    }

    /** Offset of an access that reads the operand where it lies. */
    Dim offset(LinearAccess access, Instance instance) {
        var sum = access.offset().constant();
        for (var term : access.offset().factors().entrySet()) {
            sum = sum.plus(position(term.getKey(), instance).times(term.getValue()));
        }
        for (var part : access.computed()) {
            sum = sum.plus(computed(part.position(), instance).times(part.stride()));
        }
        return sum;
    }

    private Dim packedOffset(ScheduledKernel.Layout layout, Instance instance) {
        var sum = Dim.ZERO;
        for (var term : layout.strides().entrySet()) {
            sum = sum.plus(position(term.getKey(), instance).times(term.getValue()));
        }
        if (layout.panelFactor() == null) {
            return sum;
        }
        var panel = positions.get(vector.axis()).plus((long) instance.panel() * vector.panel());
        return sum.plus(panel.times(layout.panelFactor()))
                .plus((long) instance.vector() * vector.lanes());
    }

    /** A computed position as a symbol. */
    private Dim computed(ScalarExpr value, Instance instance) {
        var node = dag.intern(value);
        var key = key(new Positioned(new Identity(node)), normal(node, instance));
        var known = scopes.known(key);
        if (known.isPresent()) {
            return ((LoopExpr.Position) known.get()).value();
        }
        int level = level(node);
        var lowered = lower(node, instance);
        var name = scopes.fresh("index");
        scopes.add(level, new LoopStmt.LetPosition(name, lowered));
        var symbol = scopes.symbol(level, name);
        scopes.remember(level, key, new LoopExpr.Position(symbol, LaneType.scalar(DType.I32)));
        return symbol;
    }
}
