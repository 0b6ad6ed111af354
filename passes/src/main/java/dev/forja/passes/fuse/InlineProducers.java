package dev.forja.passes.fuse;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelCost;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Computes elementwise producers where their results are read, instead of storing them. Views
 * (slices, broadcasts, transposes, constants) go into every reader; other maps go into a single
 * reader that reads each element once, or into all readers when they are cheap.
 */
final class InlineProducers {
    /** A map of at most this many operations is recomputed in each reader. */
    private static final int CHEAP_OPERATIONS = 3;

    private static final int CHEAP_LOADS = 2;

    /** Limits of a fused body: method size and registers. */
    private static final int MAX_OPERATIONS = 80;

    private static final int MAX_LOADS = 10;

    private InlineProducers() {}

    /**
     * Plain views go first: once arithmetic or a guard has moved into a sliding window, it is no
     * longer an address that a contraction can read through.
     */
    static KernelGraph of(KernelGraph graph) {
        var views = new StepIndex(graph.nodes());
        inline(graph, views, producer -> isUnguardedLoad(producer.kernel().body()));
        // A view that nobody reads any longer would count as a reader.
        var steps = new StepIndex(RemoveUnread.of(graph, views.steps()));
        inline(graph, steps, _ -> true);
        return graph.withNodes(RemoveUnread.of(graph, steps.steps()));
    }

    private static void inline(KernelGraph graph, StepIndex steps, Predicate<KernelNode> wanted) {
        for (int place = 0; place < steps.size(); place++) {
            if (steps.at(place) instanceof KernelNode producer
                    && isMap(producer, steps)
                    && !graph.isResult(producer.result())
                    && wanted.test(producer)) {
                inlineEverywhere(producer, steps);
            }
        }
    }

    private static void inlineEverywhere(KernelNode producer, StepIndex steps) {
        var readers = steps.readers(producer.result());
        boolean isView = KernelCost.operations(producer.kernel().body()) == 0;
        boolean isCheap = isCheap(producer.kernel());
        var fused = new ArrayList<KernelNode>();
        for (int place : readers) {
            if (!(steps.at(place) instanceof KernelNode reader)) {
                // Recomputed at every position of a loop, it would cost more than it saves.
                fused.add(null);
                continue;
            }
            boolean wanted =
                    isView
                            ? viewSuits(producer, reader)
                            : !isContraction(reader.kernel())
                                    && (isCheap
                                            || readers.size() == 1 && readsOnce(producer, reader));
            var together = wanted && fits(producer, reader) ? inline(producer, reader) : null;
            fused.add(
                    together != null && staysScalar(producer, reader, together) ? null : together);
        }
        if (!isView && fused.contains(null)) {
            return;
        }
        for (int i = 0; i < readers.size(); i++) {
            if (fused.get(i) != null) {
                steps.set(readers.get(i), fused.get(i));
            }
        }
    }

    /**
     * Would the reader alone compute with elements of one width, and with the producer no longer?
     * Vectors are then worth more than a small array saved. A reader that touches each element once
     * converts as many elements either way.
     */
    private static boolean staysScalar(
            KernelNode producer, KernelNode reader, KernelNode together) {
        boolean repeats =
                reader.kernel().combiner() != Combiner.NONE || !readsOnce(producer, reader);
        return repeats
                && ElementWidths.areMixed(together.kernel())
                && !ElementWidths.areMixed(reader.kernel());
    }

    private static boolean isMap(KernelNode node, StepIndex steps) {
        var kernel = node.kernel();
        return kernel.combiner() == Combiner.NONE
                && !kernel.accumulates()
                && storesIdentity(kernel)
                && steps.hasOneWriter(node.result());
    }

    static boolean storesIdentity(Kernel kernel) {
        int axes = kernel.parallelAxes();
        return kernel.store().equals(IntStream.range(0, axes).mapToObj(IndexExpr::axis).toList())
                && IntStream.range(0, axes)
                        .allMatch(i ->
                                kernel.result()
                                        .shape()
                                        .dim(i)
                                        .equals(kernel.axes().get(i).extent()));
    }

    private static boolean isCheap(Kernel kernel) {
        return KernelCost.operations(kernel.body()) <= CHEAP_OPERATIONS
                && KernelCost.loads(kernel.body()) <= CHEAP_LOADS;
    }

    /** A reduction of a product: each operand is read many times. */
    static boolean isContraction(Kernel kernel) {
        return kernel.combiner() == Combiner.SUM
                && kernel.body() instanceof ScalarExpr.Call(var fn, var args, _)
                && fn == ScalarFn.MUL
                && args.stream().allMatch(arg -> arg instanceof ScalarExpr.Load)
                && args.stream()
                        .anyMatch(arg ->
                                !KernelCost.readsOnce(kernel, ((ScalarExpr.Load) arg).access()));
    }

    private static boolean readsOnce(KernelNode producer, KernelNode reader) {
        return loadsOf(producer.result(), reader).stream()
                .allMatch(load -> KernelCost.readsOnce(reader.kernel(), load.access()));
    }

    /**
     * What reads no memory, a constant, costs nothing anywhere. A view that breaks the unit stride
     * along the reader's innermost axis is better stored once, and so is one with guards that a
     * contraction, or a reader in several places, would ask again and again. Sliding windows are
     * never stored: they are many times larger than what they show.
     */
    private static boolean viewSuits(KernelNode producer, KernelNode reader) {
        if (KernelCost.loads(producer.kernel().body()) == 0) {
            return true;
        }
        boolean isAskedOften =
                isContraction(reader.kernel())
                        || loadsOf(producer.result(), reader).stream().distinct().count() > 1;
        if (isAskedOften
                && producer.kernel().body() instanceof ScalarExpr.Load(var access, _)
                && !access.guards().isEmpty()) {
            return false;
        }
        if (isContraction(reader.kernel())) {
            return true;
        }
        if (isWindow(producer.kernel())
                || KernelCost.operations(reader.kernel().body()) <= CHEAP_OPERATIONS) {
            return true;
        }
        int inner = reader.kernel().axes().size() - 1;
        var fused = fits(producer, reader) ? inline(producer, reader).kernel() : null;
        return fused != null && inner >= 0 && keepsUnitStride(fused, inner);
    }

    private static boolean keepsUnitStride(Kernel kernel, int axis) {
        var fits = new boolean[] {true};
        UnaryOperator<ScalarExpr> check =
                node -> {
                    if (node instanceof ScalarExpr.Load(var access, _)) {
                        var strides =
                                kernel.operands().get(access.operand()).type().shape().strides();
                        for (int i = 0; i < access.index().size(); i++) {
                            var factor =
                                    access.index().get(i) instanceof IndexExpr.Direct(Affine affine)
                                            ? affine.factor(axis)
                                            : Dim.ZERO;
                            var stride = factor.times(strides.get(i));
                            fits[0] &= stride.equals(Dim.ZERO) || stride.equals(Dim.ONE);
                        }
                    }
                    return node;
                };
        kernel.body().rewrite(check);
        return fits[0];
    }

    static List<ScalarExpr.Load> loadsOf(Buffer buffer, KernelNode reader) {
        var found = new ArrayList<ScalarExpr.Load>();
        UnaryOperator<ScalarExpr> collect =
                node -> {
                    if (node instanceof ScalarExpr.Load load
                            && reader.operands().get(load.access().operand()).equals(buffer)) {
                        found.add(load);
                    }
                    return node;
                };
        reader.kernel().body().rewrite(collect);
        reader.kernel().epilogue().rewrite(collect);
        return found;
    }

    /** Can the producer's body stand for every load of its result in the reader? */
    private static boolean fits(KernelNode producer, KernelNode reader) {
        var shape = producer.kernel().result().shape();
        boolean plainView = isUnguardedLoad(producer.kernel().body());
        for (var load : loadsOf(producer.result(), reader)) {
            var seen = reader.kernel().operands().get(load.access().operand()).type().shape();
            if (!seen.equals(shape) || (!load.access().guards().isEmpty() && !plainView)) {
                return false;
            }
        }
        if (reader.kernel().store().stream().anyMatch(IndexExpr.Indirect.class::isInstance)) {
            return false;
        }
        int operations =
                KernelCost.operations(reader.kernel().body())
                        + KernelCost.operations(reader.kernel().epilogue())
                        + KernelCost.operations(producer.kernel().body())
                                * Math.max(1, loadsOf(producer.result(), reader).size());
        int loads =
                KernelCost.loads(reader.kernel().body())
                        + KernelCost.loads(producer.kernel().body());
        return operations <= MAX_OPERATIONS && loads <= MAX_LOADS;
    }

    private static boolean isWindow(Kernel kernel) {
        return kernel.body() instanceof ScalarExpr.Load(var access, _)
                && access.index().stream()
                        .anyMatch(index ->
                                index instanceof IndexExpr.Direct(var affine)
                                        && affine.factors().size() > 1);
    }

    private static boolean isUnguardedLoad(ScalarExpr body) {
        return body instanceof ScalarExpr.Load(var access, _) && access.guards().isEmpty();
    }

    private static KernelNode inline(KernelNode producer, KernelNode reader) {
        var pool = new OperandPool();
        var kernel = reader.kernel();
        UnaryOperator<ScalarExpr> change =
                node -> {
                    if (!(node instanceof ScalarExpr.Load load)) {
                        return node;
                    }
                    if (!reader.operands().get(load.access().operand()).equals(producer.result())) {
                        return pool.adopt(load, reader);
                    }
                    return at(producer, load.access(), pool);
                };
        var body = kernel.body().rewrite(change);
        var epilogue = kernel.epilogue().rewrite(change);
        return SqueezeUnitAxes.of(
                new KernelNode(
                        new Kernel(
                                kernel.name(),
                                kernel.axes(),
                                pool.operands(),
                                kernel.result(),
                                kernel.store(),
                                kernel.accumulates(),
                                body,
                                kernel.combiner(),
                                kernel.order(),
                                epilogue,
                                kernel.location()),
                        pool.buffers(),
                        reader.result()));
    }

    /** The producer's body at the position that an access names. */
    private static ScalarExpr at(KernelNode producer, Access access, OperandPool pool) {
        var axes = new AxisSubstitution(access.index());
        return axes.apply(
                producer.kernel().body(),
                node -> {
                    var load = pool.adopt((ScalarExpr.Load) node, producer);
                    if (access.guards().isEmpty()) {
                        return load;
                    }
                    var inner = load.access();
                    return new ScalarExpr.Load(
                            new Access(
                                    inner.operand(),
                                    inner.index(),
                                    access.guards(),
                                    access.otherwise()),
                            load.type());
                });
    }
}
