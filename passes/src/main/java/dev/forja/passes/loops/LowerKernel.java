package dev.forja.passes.loops;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.loop.LaneType;
import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.lowered.Split;
import dev.forja.ir.scalar.ExprDag;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.passes.schedule.LinearAccess;
import dev.forja.passes.schedule.ScheduledKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lowers a scheduled kernel to loop methods. Their buffers are the kernel's operands in order, then
 * the result, then, if {@link #scratch} says so, {@link Split#SCRATCH} elements of scratch. Their
 * integer parameters are the kernel's symbols, then, if {@link #split} says so, the part of the
 * result to compute.
 */
public final class LowerKernel {
    /** About how many vector operations of epilogues and bodies one method may hold. */
    private static final int METHOD_OPERATIONS = 32;

    private final ScheduledKernel scheduled;
    private final Kernel kernel;
    private final Spans spans;

    private LowerKernel(ScheduledKernel scheduled) {
        this.scheduled = scheduled;
        this.kernel = scheduled.node().kernel();
        this.spans = new Spans(scheduled);
    }

    public static List<LoopMethod> of(ScheduledKernel scheduled) {
        return new LowerKernel(scheduled).lower();
    }

    /** How calls of all the methods together may be cut into parts, if they may. */
    public static Optional<Split> split(ScheduledKernel scheduled) {
        return new Spans(scheduled).split();
    }

    /** The element type of the scratch buffer that the methods need, or null. */
    public static DType scratch(ScheduledKernel scheduled) {
        return ScratchUse.of(scheduled) ? scheduled.node().kernel().body().type() : null;
    }

    private List<LoopMethod> lower() {
        if (kernel.accumulates()) {
            return List.of(method("clear", zeroFill()), method("", accumulate()));
        }
        if (kernel.combiner() != Combiner.NONE && kernel.order() == Order.TREE_32) {
            return List.of(method("", new TreeReduction(scheduled, spans).lower()));
        }
        return nests();
    }

    /** The nests that cover the iteration space; small ones share a method. */
    private List<LoopMethod> nests() {
        var together = new ArrayList<Nest>();
        var methods = new ArrayList<LoopMethod>();
        int operations = 0;
        for (var nest : new Coverage(scheduled, spans).nests()) {
            int cost = nest.operations();
            if (!together.isEmpty() && operations + cost > METHOD_OPERATIONS) {
                methods.add(method(suffix(methods), body(together)));
                together.clear();
                operations = 0;
            }
            together.add(nest);
            operations += cost;
        }
        methods.add(method(methods.isEmpty() ? "" : suffix(methods), body(together)));
        return methods;
    }

    private static String suffix(List<LoopMethod> methods) {
        return "part" + (methods.size() + 1);
    }

    private List<LoopStmt> body(List<Nest> nests) {
        var scopes = new LoopScopes();
        var dag = new ExprDag();
        nests.forEach(nest -> nest.emit(scopes, dag));
        return scopes.close();
    }

    private Dim extent(int axis) {
        return kernel.axes().get(axis).extent();
    }

    private List<LoopStmt> zeroFill() {
        var type = LaneType.scalar(kernel.result().dtype());
        var store =
                new LoopStmt.Store(
                        resultBuffer(),
                        Dim.symbol("i"),
                        new LoopExpr.Constant(zero(type.dtype()), type),
                        null);
        return List.of(
                new LoopStmt.For("i", Dim.ZERO, kernel.result().shape().size(), 1, List.of(store)));
    }

    private static Number zero(DType type) {
        return type.isFloat() ? (Number) 0.0 : (Number) 0L;
    }

    /**
     * Adds each element where its index says, in index order; elements outside the result are
     * dropped.
     */
    private List<LoopStmt> accumulate() {
        var scopes = new LoopScopes();
        var values = new ValueLowering(scheduled, scopes, new ExprDag(), VectorAxis.SCALAR, -1, 1);
        for (int i = 0; i < kernel.axes().size(); i++) {
            var name = "i" + i;
            scopes.open(name);
            values.place(i, Dim.symbol(name), scopes.current());
        }
        var access = LinearAccess.of(kernel.store(), kernel.result().shape(), List.of(), null);
        var offset = values.offset(access, Instance.FIRST);
        var type = LaneType.scalar(kernel.result().dtype());
        var old = new LoopExpr.Load(resultBuffer(), offset, null, type);
        var sum =
                new LoopExpr.Call(
                        ScalarFn.ADD,
                        List.of(old, values.lower(kernel.body(), Instance.FIRST)),
                        type);
        LoopStmt statement = new LoopStmt.Store(resultBuffer(), offset, sum, null);
        for (int i = 0; i < kernel.store().size(); i++) {
            if (kernel.store().get(i) instanceof IndexExpr.Indirect indirect) {
                var position =
                        values.offset(
                                LinearAccess.of(
                                        List.of(indirect),
                                        new Shape(List.of(kernel.result().shape().dim(i))),
                                        List.of(),
                                        null),
                                Instance.FIRST);
                statement =
                        new LoopStmt.If(
                                new LoopExpr.Condition(position, kernel.result().shape().dim(i)),
                                List.of(statement));
            }
        }
        scopes.add(statement);
        for (int i = kernel.axes().size() - 1; i >= 0; i--) {
            var body = scopes.close();
            scopes.add(new LoopStmt.For("i" + i, Dim.ZERO, extent(i), 1, body));
        }
        return scopes.close();
    }

    private int resultBuffer() {
        return kernel.operands().size();
    }

    private LoopMethod method(String part, List<LoopStmt> body) {
        var buffers = new ArrayList<LoopMethod.Buffer>();
        kernel.operands()
                .forEach(o -> buffers.add(new LoopMethod.Buffer(o.name(), o.type().dtype())));
        buffers.add(new LoopMethod.Buffer("result", kernel.result().dtype()));
        var scratch = scratch(scheduled);
        if (scratch != null) {
            buffers.add(new LoopMethod.Buffer("scratch", scratch));
        }
        return new LoopMethod(
                kernel.name() + (part.isEmpty() ? "" : "_" + part),
                buffers,
                parameters(),
                body,
                kernel.location(),
                scheduled.schedule().toString());
    }

    /** The kernel's symbols, then the part to cover. */
    private List<String> parameters() {
        var names = new ArrayList<String>(KernelSymbols.of(kernel));
        names.addAll(spans.parameters());
        return names;
    }
}
