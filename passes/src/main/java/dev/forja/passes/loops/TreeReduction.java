package dev.forja.passes.loops;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.loop.LaneType;
import dev.forja.ir.loop.Local;
import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.scalar.ExprDag;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.KernelCost;
import dev.forja.passes.schedule.LinearAccess;
import dev.forja.passes.schedule.ScheduledKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * A reduction of order {@link Order#TREE_32}. Its last axis is dealt onto 32 logical lanes. Where
 * all of them fit into vector registers they stay there; otherwise (scalar code, long bodies) the
 * lanes are computed group by group into 32 elements of scratch. Both then combine lane i with lane
 * i + 16, 8, 4, 2, 1: the same bits.
 */
final class TreeReduction {
    private static final int LOGICAL_LANES = 32;

    /** Most operations of all vectors' bodies together for which they stay in registers. */
    private static final int REGISTER_OPERATIONS = 40;

    private final ScheduledKernel scheduled;
    private final Kernel kernel;
    private final int axis;
    private final int lanes;
    private final Spans spans;
    private final LoopScopes scopes = new LoopScopes();
    private final ExprDag dag = new ExprDag();

    TreeReduction(ScheduledKernel scheduled, Spans spans) {
        this.scheduled = scheduled;
        this.spans = spans;
        this.kernel = scheduled.node().kernel();
        this.axis = kernel.axes().size() - 1;
        this.lanes = lanes(scheduled);
    }

    private static int lanes(ScheduledKernel scheduled) {
        return scheduled.schedule().vectorize().map(step -> step.lanes()).orElse(1);
    }

    /** Do the logical lanes go through memory? */
    static boolean needsScratch(ScheduledKernel scheduled) {
        var kernel = scheduled.node().kernel();
        if (kernel.order() != Order.TREE_32 || kernel.combiner() == Combiner.NONE) {
            return false;
        }
        int lanes = lanes(scheduled);
        int cost = (1 + KernelCost.operations(kernel.body())) * (LOGICAL_LANES / lanes);
        return lanes == 1 || cost > REGISTER_OPERATIONS;
    }

    List<LoopStmt> lower() {
        boolean inMemory = needsScratch(scheduled);
        int vectors = inMemory ? 1 : LOGICAL_LANES / lanes;
        var vector = lanes == 1 ? VectorAxis.SCALAR : new VectorAxis(axis, lanes, vectors);
        var values = new ValueLowering(scheduled, scopes, dag, vector, -1, vectors);
        var scalars = new ValueLowering(scheduled, scopes, dag, VectorAxis.SCALAR, -1, 1);
        var outer = new ArrayList<LoopStmt.For>();
        for (int parallel = 0; parallel < kernel.parallelAxes(); parallel++) {
            open(parallel, values, outer);
            scalars.place(parallel, Dim.symbol(outer.getLast().variable()), scopes.current());
        }
        var result = inMemory ? throughMemory(values) : inRegisters(values, vectors);
        scalars.accumulator(Instance.FIRST, result);
        var access = LinearAccess.of(kernel.store(), kernel.result().shape(), List.of(), null);
        var value = scalars.lower(kernel.epilogue(), Instance.FIRST);
        var offset = scalars.offset(access, Instance.FIRST);
        scopes.add(new LoopStmt.Store(kernel.operands().size(), offset, value, null));
        closeAll(outer);
        return scopes.close();
    }

    private void open(int number, ValueLowering values, List<LoopStmt.For> loops) {
        var name = scopes.fresh(kernel.axes().get(number).name());
        var span = spans.of(number);
        loops.add(new LoopStmt.For(name, span.from(), span.to(), 1, List.of()));
        scopes.open(name);
        values.place(number, Dim.symbol(name), scopes.current());
    }

    private void closeAll(List<LoopStmt.For> loops) {
        for (var loop : loops.reversed()) {
            var body = scopes.close();
            scopes.add(
                    new LoopStmt.For(loop.variable(), loop.from(), loop.to(), loop.step(), body));
        }
    }

    private LoopExpr inRegisters(ValueLowering values, int vectors) {
        var combines = new ArrayList<Combine>();
        for (int i = 0; i < vectors; i++) {
            combines.add(combine());
        }
        walk(values, combines, Dim.ZERO);
        var parts = new ArrayList<>(combines.stream().map(Combine::result).toList());
        while (parts.size() > 1) {
            int half = parts.size() / 2;
            for (int i = 0; i < half; i++) {
                parts.set(i, Combine.combine(kernel.combiner(), parts.get(i), parts.get(i + half)));
            }
            parts.subList(half, parts.size()).clear();
        }
        var vector = parts.getFirst();
        for (int distance = lanes / 2; distance >= 1; distance /= 2) {
            var read = bind(vector);
            vector = Combine.combine(kernel.combiner(), read, new LoopExpr.Rotate(read, distance));
        }
        return bind(new LoopExpr.Lane(vector, 0));
    }

    private LoopExpr bind(LoopExpr value) {
        var local = new Local(scopes.fresh("part"), value.type());
        scopes.add(new LoopStmt.Let(local, value));
        return new LoopExpr.Read(local);
    }

    private Combine combine() {
        var combine =
                new Combine(
                        kernel.combiner(),
                        new LaneType(kernel.body().type(), lanes),
                        scopes.fresh("acc"));
        combine.initialise().forEach(scopes::add);
        return combine;
    }

    /** The loops over all reduction axes: whole blocks of 32, then a masked rest. */
    private void walk(ValueLowering values, List<Combine> combines, Dim firstLane) {
        var outer = new ArrayList<LoopStmt.For>();
        for (int reduction = kernel.parallelAxes(); reduction < axis; reduction++) {
            open(reduction, values, outer);
        }
        var extent = kernel.axes().get(axis).extent();
        var whole = Span.whole(extent).endOfBlocks(LOGICAL_LANES);
        pass(values, combines, firstLane, new Region(Dim.ZERO, whole, LOGICAL_LANES, 1, false));
        if (!whole.equals(extent)) {
            pass(values, combines, firstLane, new Region(whole, extent, LOGICAL_LANES, 1, true));
        }
        closeAll(outer);
    }

    private void pass(ValueLowering values, List<Combine> combines, Dim firstLane, Region region) {
        if (region.from().equals(region.to())) {
            return;
        }
        var extent = kernel.axes().get(axis).extent();
        var name = scopes.fresh(kernel.axes().get(axis).name());
        scopes.open(name);
        var position = Dim.symbol(name).plus(firstLane);
        values.place(axis, position, scopes.current());
        values.limit(region.isTail() ? extent : null);
        var steps = new ArrayList<LoopStmt>();
        for (int i = 0; i < combines.size(); i++) {
            var instance = new Instance(0, 0, i);
            var step =
                    combines.get(i)
                            .step(
                                    kernel.body(),
                                    expr -> values.vector(expr, instance),
                                    null,
                                    values.tailMask(instance));
            if (lanes == 1 && region.isTail()) {
                steps.addAll(step);
            } else {
                step.forEach(scopes::add);
            }
        }
        values.limit(null);
        var body = new ArrayList<>(scopes.close());
        if (!steps.isEmpty()) {
            body.addAll(steps);
            body =
                    new ArrayList<>(
                            List.of(
                                    new LoopStmt.If(
                                            new LoopExpr.Condition(position, extent), body)));
        }
        scopes.add(new LoopStmt.For(name, region.from(), region.to(), region.step(), body));
    }

    private LoopExpr throughMemory(ValueLowering values) {
        int scratch = kernel.operands().size() + 1;
        var lane = scopes.fresh("lane");
        scopes.open(lane);
        var combine = combine();
        walk(values, List.of(combine), Dim.symbol(lane));
        scopes.add(new LoopStmt.Store(scratch, Dim.symbol(lane), combine.result(), null));
        var body = scopes.close();
        scopes.add(new LoopStmt.For(lane, Dim.ZERO, Dim.of(LOGICAL_LANES), lanes, body));
        var type = LaneType.scalar(kernel.body().type());
        for (int half = LOGICAL_LANES / 2; half >= 1; half /= 2) {
            var i = scopes.fresh("i");
            var left = new LoopExpr.Load(scratch, Dim.symbol(i), null, type);
            var right = new LoopExpr.Load(scratch, Dim.symbol(i).plus(half), null, type);
            var store =
                    new LoopStmt.Store(
                            scratch,
                            Dim.symbol(i),
                            Combine.combine(kernel.combiner(), left, right),
                            null);
            scopes.add(new LoopStmt.For(i, Dim.ZERO, Dim.of(half), 1, List.of(store)));
        }
        return bind(new LoopExpr.Load(scratch, Dim.ZERO, null, type));
    }
}
