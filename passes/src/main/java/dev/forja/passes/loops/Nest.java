package dev.forja.passes.loops;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.loop.LaneType;
import dev.forja.ir.loop.Local;
import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.scalar.ExprDag;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.ChoiceAxis;
import dev.forja.passes.kernel.KernelCost;
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
    /** A masked access is inlined as about this many plain ones. */
    private static final int MASKED_COST = 3;

    private final ScheduledKernel scheduled;
    private final Kernel kernel;
    private final int vectorAxis;
    private final int jamAxis;
    private final List<Region> rows;
    private final Region panels;
    private final Spans spans;
    private final VectorAxis vector;
    private final boolean isLate;

    /**
     * @param rows blocks of the jammed axis, one after the other
     * @param panels of the vector axis
     * @param isLate do the sums of a block go through scratch, so that the code of the epilogue is
     *     there once for all its rows?
     */
    Nest(
            ScheduledKernel scheduled,
            int vectorAxis,
            int jamAxis,
            List<Region> rows,
            Region panels,
            Spans spans,
            boolean isLate) {
        this.isLate = isLate;
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
        return rows.stream().mapToInt(Region::copies).sum() * copiesOfARow();
    }

    /** About how many operations its bodies and epilogues have. */
    int operations() {
        int epilogues = isLate ? rows.size() * copiesOfARow() : copies();
        int masked = panels.isTail() ? MASKED_COST : 1;
        return (isLate ? copies() : 0) + epilogues * KernelCost.ofResult(kernel) * masked;
    }

    /** About how many vector operations all of its code has. */
    int length() {
        return operations() + copies() * (isLate ? 2 : 1);
    }

    boolean isLate() {
        return isLate;
    }

    private int copiesOfARow() {
        return panels.copies() * vectors();
    }

    /** Vectors of a panel: of one that is cut off, those that hold any position. */
    private int vectors() {
        return panels.isTail()
                ? Math.ceilDiv(spans.of(vectorAxis).mostLeftOver(vector.panel()), vector.lanes())
                : vector.vectors();
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
        if (isLate) {
            storeRowByRow(block, scopes, values);
        } else {
            instances.forEach(instance -> store(instance, scopes, values));
        }
        closeAll(loops, scopes);
    }

    /** The sums of a block into scratch, then a loop over its rows that finishes each. */
    private void storeRowByRow(Region block, LoopScopes scopes, ValueLowering values) {
        int width = copiesOfARow() * vector.lanes();
        int scratch = kernel.operands().size() + 1;
        int next = 0;
        for (var instance : instances(block)) {
            var place = Dim.of((long) vector.lanes() * next++);
            scopes.add(new LoopStmt.Store(scratch, place, values.accumulated(instance), null));
        }
        var row = scopes.fresh("row");
        scopes.open(row);
        var again = values.again(copiesOfARow());
        var first = values.position(jamAxis, Instance.FIRST);
        again.place(jamAxis, first.plus(Dim.symbol(row)), scopes.current());
        next = 0;
        for (var instance : instances(Region.single(Span.ONE))) {
            var place = Dim.symbol(row).times(width).plus((long) vector.lanes() * next++);
            var sum = new Local(scopes.fresh("sum"), accumulatorType());
            var load = new LoopExpr.Load(scratch, place, null, accumulatorType());
            scopes.add(new LoopStmt.Let(sum, load));
            again.accumulator(instance, new LoopExpr.Read(sum));
            store(instance, scopes, again);
        }
        var body = scopes.close();
        scopes.add(new LoopStmt.For(row, Dim.ZERO, Dim.of(block.copies()), 1, body));
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
                for (int index = 0; index < vectors(); index++) {
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
