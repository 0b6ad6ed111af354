package dev.forja.passes.fuse;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.passes.kernel.KernelCost;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
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
                var reduction = nodes.get(i);
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
            KernelNode reduction, List<KernelNode> nodes, KernelGraph graph) {
        var kernel = reduction.kernel();
        if (kernel.combiner() == Combiner.NONE
                || kernel.accumulates()
                || !InlineProducers.storesIdentity(kernel)
                || graph.isResult(reduction.result())
                || nodes.stream().filter(n -> n.result().equals(reduction.result())).count() != 1) {
            return null;
        }
        var readers =
                nodes.stream()
                        .filter(node -> node.operands().contains(reduction.result()))
                        .toList();
        return readers.size() == 1 && fits(reduction, readers.getFirst(), nodes)
                ? readers.getFirst()
                : null;
    }

    private static boolean fits(KernelNode reduction, KernelNode map, List<KernelNode> nodes) {
        var kernel = map.kernel();
        int axes = reduction.kernel().parallelAxes();
        if (kernel.combiner() != Combiner.NONE
                || kernel.accumulates()
                || kernel.axes().size() != axes
                || !InlineProducers.storesIdentity(kernel)
                || nodes.stream().filter(n -> n.result().equals(map.result())).count() != 1
                || KernelCost.operations(kernel.body())
                                + KernelCost.operations(reduction.kernel().epilogue())
                        > most(reduction.kernel())
                || KernelCost.loads(kernel.body()) > MAX_LOADS) {
            return false;
        }
        var identity = IntStream.range(0, axes).mapToObj(IndexExpr::axis).toList();
        var fits =
                new boolean[] {kernel.result().shape().equals(reduction.kernel().result().shape())};
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
