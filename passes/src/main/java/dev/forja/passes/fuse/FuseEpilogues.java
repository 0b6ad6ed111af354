package dev.forja.passes.fuse;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.passes.kernel.KernelCost;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.kernel.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Moves a map that alone reads the result of a reduction, element by element, into the reduction's
 * epilogue: bias, activation, scaling, the optimizer's update.
 */
final class FuseEpilogues {
    private static final int MAX_OPERATIONS = 64;
    private static final int MAX_LOADS = 6;

    /** A contraction computes many results side by side; each repeats the epilogue's code. */
    private static final int MAX_CONTRACTION_OPERATIONS = 10;

    private FuseEpilogues() {}

    static KernelGraph of(KernelGraph graph) {
        var nodes = new ArrayList<>(graph.nodes());
        for (int i = 0; i < nodes.size(); i++) {
            while (true) {
                if (!(nodes.get(i) instanceof KernelNode reduction)) {
                    break;
                }
                var map = onlyReader(reduction, nodes, graph);
                if (map == null) {
                    break;
                }
                nodes.set(nodes.indexOf(map), fuse(reduction, map));
                nodes.remove(i);
                if (i == nodes.size()) {
                    break;
                }
            }
        }
        return graph.withNodes(nodes);
    }

    /** The map to fuse, or null. */
    private static KernelNode onlyReader(
            KernelNode reduction, List<Step> nodes, KernelGraph graph) {
        var kernel = reduction.kernel();
        if (kernel.combiner() == Combiner.NONE
                || kernel.accumulates()
                || !InlineProducers.storesIdentity(kernel)
                || graph.isResult(reduction.result())
                || !InlineProducers.isOnlyWriter(reduction, nodes)) {
            return null;
        }
        var readers =
                nodes.stream().filter(step -> step.reads().contains(reduction.result())).toList();
        return readers.size() == 1
                        && readers.getFirst() instanceof KernelNode map
                        && fits(reduction, map, nodes)
                ? map
                : null;
    }

    private static boolean fits(KernelNode reduction, KernelNode map, List<Step> nodes) {
        var kernel = map.kernel();
        int axes = reduction.kernel().parallelAxes();
        if (kernel.combiner() != Combiner.NONE
                || kernel.accumulates()
                || kernel.axes().size() != axes
                || !storesEveryPoint(kernel)
                || !InlineProducers.isOnlyWriter(map, nodes)
                || KernelCost.operations(kernel.body())
                                + KernelCost.operations(reduction.kernel().epilogue())
                        > most(reduction.kernel())
                || KernelCost.loads(kernel.body()) > MAX_LOADS) {
            return false;
        }
        var identity = IntStream.range(0, axes).mapToObj(IndexExpr::axis).toList();
        var fits = new boolean[] {sameSpace(kernel, reduction.kernel())};
        kernel.body()
                .rewrite(node -> {
                    if (node instanceof ScalarExpr.Load(var access, _)) {
                        boolean ofReduction =
                                map.operands().get(access.operand()).equals(reduction.result());
                        fits[0] &=
                                !ofReduction
                                        || (access.index().equals(identity)
                                                && access.guards().isEmpty());
                    }
                    return node;
                });
        return fits[0];
    }

    /** Whole results, or one position of a stacked one. */
    private static boolean storesEveryPoint(Kernel kernel) {
        var moving =
                kernel.store().stream()
                        .filter(index ->
                                !(index instanceof IndexExpr.Direct(var affine)
                                        && affine.isConstant()))
                        .toList();
        return moving.equals(
                IntStream.range(0, kernel.parallelAxes()).mapToObj(IndexExpr::axis).toList());
    }

    private static boolean sameSpace(Kernel map, Kernel reduction) {
        return IntStream.range(0, map.parallelAxes())
                .allMatch(axis ->
                        map.axes().get(axis).extent().equals(reduction.axes().get(axis).extent()));
    }

    private static int most(Kernel reduction) {
        return InlineProducers.isContraction(reduction)
                ? MAX_CONTRACTION_OPERATIONS
                : MAX_OPERATIONS;
    }

    private static KernelNode fuse(KernelNode reduction, KernelNode map) {
        var pool = new OperandPool();
        UnaryOperator<ScalarExpr> adopt =
                node -> node instanceof ScalarExpr.Load load ? pool.adopt(load, reduction) : node;
        var kernel = reduction.kernel();
        var body = kernel.body().rewrite(adopt);
        var value = kernel.epilogue().rewrite(adopt);
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
        return new KernelNode(
                new Kernel(
                        map.kernel().name(),
                        kernel.axes(),
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
}
