package dev.forja.passes.loops;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.loop.LaneType;
import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.scalar.ExprDag;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.ChoiceAxis;
import dev.forja.passes.schedule.LinearAccess;
import dev.forja.passes.schedule.ScheduledKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * One loop nest over a region of the iteration space: outer parallel loops, the panel loop, the row
 * loops, and inside each the reduction loops over accumulators in named locals, then the epilogue
 * and the stores.
 */
final class Nest {
    private final ScheduledKernel scheduled;
    private final Kernel kernel;
    private final int vectorAxis;
    private final int jamAxis;
    private final List<Region> rows;
    private final Region panels;
    private final Spans spans;
    private final VectorAxis vector;

    Nest(
            ScheduledKernel scheduled,
            int vectorAxis,
            int jamAxis,
            List<Region> rows,
            Region panels,
            Spans spans) {
        this.scheduled = scheduled;
        this.spans = spans;
        this.kernel = scheduled.node().kernel();
        this.vectorAxis = vectorAxis;
        this.jamAxis = jamAxis;
        this.rows = rows;
        this.panels = panels;
        var vectorize = scheduled.schedule().vectorize();
        this.vector =
                vectorize
                        .map(step -> new VectorAxis(vectorAxis, step.lanes(), step.vectors()))
                        .orElse(VectorAxis.SCALAR);
    }

    /** How many copies of the body lie side by side. */
    int copies() {
        return rows.stream().mapToInt(Region::copies).sum() * panels.copies() * vector.vectors();
    }

    /** Are its accesses masked? */
    boolean isMasked() {
        return panels.isTail();
    }

    void emit(LoopScopes scopes, ExprDag dag) {
        var values = new ValueLowering(scheduled, scopes, dag, vector, jamAxis, copies());
        var loops = new ArrayList<LoopStmt.For>();
        for (int axis = 0; axis < kernel.parallelAxes(); axis++) {
            if (axis == jamAxis && jamKeepsItsPlace()) {
                open(axis, rows.getFirst(), scopes, values, loops);
            } else if (axis != vectorAxis && axis != jamAxis) {
                open(axis, Region.single(spans.of(axis)), scopes, values, loops);
            }
        }
        if (vectorAxis >= 0) {
            open(vectorAxis, panels, scopes, values, loops);
            values.limit(panels.isTail() ? panels.to() : null);
        }
        rows.forEach(block -> emit(block, scopes, values));
        closeAll(loops, scopes);
    }

    /** A block of rows, inside of the loops that all blocks have in common. */
    private void emit(Region block, LoopScopes scopes, ValueLowering values) {
        var loops = new ArrayList<LoopStmt.For>();
        if (isDecided()) {
            values.place(jamAxis, block.from(), scopes.current());
        } else if (jamAxis >= 0 && !jamKeepsItsPlace()) {
            open(jamAxis, block, scopes, values, loops);
        }
        var instances = instances(block);
        if (kernel.combiner() == Combiner.NONE) {
            instances.forEach(instance ->
                    values.accumulator(instance, values.vector(kernel.body(), instance)));
        } else {
            reduce(instances, scopes, values);
        }
        instances.forEach(instance -> store(instance, scopes, values));
        closeAll(loops, scopes);
    }

    /**
     * A scalar map has nothing to keep in registers from row to row: blocks of rows stay outside of
     * the loops behind them, along which each row then reads and writes on its own.
     */
    private boolean jamKeepsItsPlace() {
        return jamAxis >= 0 && vectorAxis < 0 && kernel.combiner() == Combiner.NONE && !isDecided();
    }

    /** Are the rows all positions of an axis that chooses between formulas? */
    private boolean isDecided() {
        return jamAxis >= 0
                && rows.getFirst().isOnePass()
                && ChoiceAxis.of(kernel).orElse(-1) == jamAxis;
    }

    private void open(
            int axis,
            Region region,
            LoopScopes scopes,
            ValueLowering values,
            List<LoopStmt.For> loops) {
        var name = scopes.fresh(kernel.axes().get(axis).name());
        loops.add(new LoopStmt.For(name, region.from(), region.to(), region.step(), List.of()));
        scopes.open(name);
        values.place(axis, Dim.symbol(name), scopes.current());
    }

    private static void closeAll(List<LoopStmt.For> loops, LoopScopes scopes) {
        for (var loop : loops.reversed()) {
            var body = scopes.close();
            scopes.add(
                    new LoopStmt.For(loop.variable(), loop.from(), loop.to(), loop.step(), body));
        }
    }

    private List<Instance> instances(Region block) {
        var instances = new ArrayList<Instance>();
        for (int row = 0; row < block.copies(); row++) {
            for (int panel = 0; panel < panels.copies(); panel++) {
                for (int index = 0; index < vector.vectors(); index++) {
                    instances.add(new Instance(row, panel, index));
                }
            }
        }
        return instances;
    }

    private void reduce(List<Instance> instances, LoopScopes scopes, ValueLowering values) {
        var combines = new ArrayList<Combine>();
        for (var _ : instances) {
            var combine = new Combine(kernel.combiner(), accumulatorType(), scopes.fresh("acc"));
            combine.initialise().forEach(scopes::add);
            combines.add(combine);
        }
        var loops = new ArrayList<LoopStmt.For>();
        for (int axis = kernel.parallelAxes(); axis < kernel.axes().size(); axis++) {
            open(axis, Region.single(spans.of(axis)), scopes, values, loops);
        }
        var at = combinedPosition(values);
        int next = 0;
        for (var instance : instances) {
            combines.get(next++)
                    .step(kernel.body(), expr -> values.vector(expr, instance), at, null)
                    .forEach(scopes::add);
        }
        closeAll(loops, scopes);
        next = 0;
        for (var instance : instances) {
            values.accumulator(instance, combines.get(next++).result());
        }
    }

    private LaneType accumulatorType() {
        return new LaneType(kernel.body().type(), vector.lanes());
    }

    /** The position over all reduction axes, as ARGMAX reports it. */
    private LoopExpr combinedPosition(ValueLowering values) {
        var position = Dim.ZERO;
        for (int axis = kernel.parallelAxes(); axis < kernel.axes().size(); axis++) {
            position =
                    position.times(kernel.axes().get(axis).extent())
                            .plus(values.position(axis, Instance.FIRST));
        }
        var scalar = new LoopExpr.Position(position, LaneType.scalar(DType.I32));
        return vector.isScalar()
                ? scalar
                : new LoopExpr.Broadcast(scalar, values.laneType(DType.I32));
    }

    private void store(Instance instance, LoopScopes scopes, ValueLowering values) {
        var access = LinearAccess.of(kernel.store(), kernel.result().shape(), List.of(), null);
        var value = values.vector(kernel.epilogue(), instance);
        var offset = scopes.hoisted(values.offset(access, instance), "to");
        scopes.add(
                new LoopStmt.Store(
                        kernel.operands().size(), offset, value, values.tailMask(instance)));
    }
}
