package dev.forja.passes.fuse;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.passes.kernel.KernelCost;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Moves a map that alone reads the result of a reduction, element by element, into the reduction's
 * epilogue: bias, activation, scaling, the optimizer's update. The map may read with axes permuted
 * and write a part of its result: the reduction then writes straight there.
 */
final class FuseEpilogues {
    private static final int MAX_OPERATIONS = 64;
    private static final int MAX_LOADS = 6;

    /** A contraction computes many results side by side; each repeats the epilogue's code. */
    private static final int MAX_CONTRACTION_OPERATIONS = 10;

    private FuseEpilogues() {}

    /**
     * Plain views alone, before they go into their readers: a reduction whose result is only seen
     * with its axes permuted, or as a part of another, is stored so from the start.
     */
    static KernelGraph views(KernelGraph graph) {
        return of(graph, map -> map.kernel().body() instanceof ScalarExpr.Load);
    }

    static KernelGraph of(KernelGraph graph) {
        return of(graph, _ -> true);
    }

    private static KernelGraph of(KernelGraph graph, Predicate<KernelNode> wanted) {
        var steps = new StepIndex(graph.nodes());
        for (int place = 0; place < steps.size(); place++) {
            if (steps.at(place) instanceof KernelNode reduction) {
                int reader = onlyReader(reduction, steps, graph);
                if (reader >= 0 && steps.at(reader) instanceof KernelNode map && wanted.test(map)) {
                    steps.set(reader, fuse(reduction, map));
                    steps.remove(place);
                }
            }
        }
        return graph.withNodes(steps.steps());
    }

    /** The place of the map to fuse, or -1. */
    private static int onlyReader(KernelNode reduction, StepIndex steps, KernelGraph graph) {
        var kernel = reduction.kernel();
        if (kernel.combiner() == Combiner.NONE
                || kernel.accumulates()
                || !InlineProducers.storesIdentity(kernel)
                || graph.isResult(reduction.result())
                || !steps.hasOneWriter(reduction.result())) {
            return -1;
        }
        var readers = steps.readers(reduction.result());
        return readers.size() == 1
                        && steps.at(readers.getFirst()) instanceof KernelNode map
                        && fits(reduction, map)
                ? readers.getFirst()
                : -1;
    }

    private static boolean fits(KernelNode reduction, KernelNode map) {
        var kernel = map.kernel();
        if (kernel.combiner() != Combiner.NONE
                || kernel.accumulates()
                || kernel.axes().size() != reduction.kernel().parallelAxes()
                || kernel.store().stream().anyMatch(IndexExpr.Indirect.class::isInstance)
                || KernelCost.operations(kernel.body())
                                + KernelCost.operations(reduction.kernel().epilogue())
                        > most(reduction.kernel())
                || KernelCost.loads(kernel.body()) > MAX_LOADS) {
            return false;
        }
        // It would keep the contraction, which is worth far more, out of vectors.
        if (InlineProducers.isContraction(reduction.kernel()) && ElementWidths.areMixed(kernel)) {
            return false;
        }
        var positions = positions(reduction, map);
        return positions != null && isPermutation(positions, reduction.kernel(), kernel);
    }

    /** Where the map reads the reduction's result; null when in several places or with guards. */
    private static List<IndexExpr> positions(KernelNode reduction, KernelNode map) {
        var found =
                InlineProducers.loadsOf(reduction.result(), map).stream()
                        .map(ScalarExpr.Load::access)
                        .distinct()
                        .toList();
        if (found.size() != 1 || !found.getFirst().guards().isEmpty()) {
            return null;
        }
        var seen = map.kernel().operands().get(found.getFirst().operand()).type().shape();
        return seen.equals(reduction.kernel().result().shape()) ? found.getFirst().index() : null;
    }

    /** Does each axis of the map walk a dimension of the reduction's result from end to end? */
    private static boolean isPermutation(List<IndexExpr> positions, Kernel reduction, Kernel map) {
        var seen = new HashSet<Integer>();
        for (int dim = 0; dim < positions.size(); dim++) {
            if (!(positions.get(dim) instanceof IndexExpr.Direct(var affine))
                    || affine.factors().size() != 1) {
                return false;
            }
            int axis = affine.factors().firstKey();
            boolean walks =
                    affine.isAxis(axis)
                            && seen.add(axis)
                            && map.axes()
                                    .get(axis)
                                    .extent()
                                    .equals(reduction.axes().get(dim).extent());
            if (!walks) {
                return false;
            }
        }
        return true;
    }

    private static int most(Kernel reduction) {
        return InlineProducers.isContraction(reduction)
                ? MAX_CONTRACTION_OPERATIONS
                : MAX_OPERATIONS;
    }

    private static KernelNode fuse(KernelNode reduction, KernelNode map) {
        var pool = new OperandPool();
        var kernel = reduction.kernel();
        var order = order(reduction, map);
        UnaryOperator<ScalarExpr> adopt = load -> pool.adopt((ScalarExpr.Load) load, reduction);
        var body = order.apply(kernel.body(), adopt);
        var value = order.apply(kernel.epilogue(), adopt);
        var epilogue =
                map.kernel()
                        .body()
                        .rewrite(node -> {
                            if (!(node instanceof ScalarExpr.Load load)) {
                                return node;
                            }
                            return map.operands()
                                            .get(load.access().operand())
                                            .equals(reduction.result())
                                    ? value
                                    : pool.adopt(load, map);
                        });
        var axes = new ArrayList<>(kernel.axes());
        for (int axis = 0; axis < kernel.parallelAxes(); axis++) {
            axes.set(order.axis(axis), kernel.axes().get(axis));
        }
        return new KernelNode(
                new Kernel(
                        map.kernel().name(),
                        axes,
                        pool.operands(),
                        map.kernel().result(),
                        map.kernel().store(),
                        false,
                        body,
                        kernel.combiner(),
                        kernel.order(),
                        epilogue,
                        kernel.location()),
                pool.buffers(),
                map.result());
    }

    /** The parallel axes of the reduction in the order of the map; reduction axes stay. */
    private static AxisSubstitution order(KernelNode reduction, KernelNode map) {
        var kernel = reduction.kernel();
        var positions = new ArrayList<>(positions(reduction, map));
        for (int axis = kernel.parallelAxes(); axis < kernel.axes().size(); axis++) {
            positions.add(IndexExpr.axis(axis));
        }
        return new AxisSubstitution(positions);
    }
}
