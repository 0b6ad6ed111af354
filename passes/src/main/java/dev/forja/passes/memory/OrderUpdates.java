package dev.forja.passes.memory;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.schedule.AxisUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Orders kernels so that one that overwrites a parameter (the optimizer's update, in place) comes
 * after every other reader of the old value. Updates that can't be ordered so, or that read the old
 * value elsewhere than they write, are listed: they go through a temporary buffer.
 */
public final class OrderUpdates {
    /**
     * @param nodes in order of execution
     * @param indirect buffers with a next value that have to be copied to their target at the end
     */
    public record Ordered(List<KernelNode> nodes, List<Buffer> indirect) {}

    private final KernelGraph graph;
    private final List<KernelNode> waiting;
    private final List<KernelNode> done = new ArrayList<>();
    private final Set<Buffer> indirect = new HashSet<>();

    private OrderUpdates(KernelGraph graph) {
        this.graph = graph;
        this.waiting = new ArrayList<>(graph.nodes());
    }

    public static Ordered of(KernelGraph graph) {
        return new OrderUpdates(graph).order();
    }

    private Ordered order() {
        var writers = graph.writers();
        for (var next : graph.updates().keySet()) {
            var nodes = writers.get(next);
            if (nodes.size() != 1 || readsElsewhere(nodes.getFirst(), graph.updates().get(next))) {
                indirect.add(next);
            }
        }
        while (!waiting.isEmpty()) {
            var ready = waiting.stream().filter(this::isReady).findFirst();
            if (ready.isPresent()) {
                done.add(ready.get());
                waiting.remove(ready.get());
            } else {
                var blocked =
                        waiting.stream().filter(this::operandsAreReady).findFirst().orElseThrow();
                indirect.add(blocked.result());
            }
        }
        var copies = graph.updates().keySet().stream().filter(indirect::contains).toList();
        return new Ordered(List.copyOf(done), copies);
    }

    private boolean isReady(KernelNode node) {
        var target = graph.updates().get(node.result());
        if (target == null || indirect.contains(node.result())) {
            return operandsAreReady(node);
        }
        return operandsAreReady(node)
                && waiting.stream()
                        .noneMatch(other -> other != node && other.operands().contains(target));
    }

    private boolean operandsAreReady(KernelNode node) {
        return waiting.stream()
                .noneMatch(other ->
                        other != node
                                && (node.operands().contains(other.result())
                                        || (other.result().equals(node.result())
                                                && waiting.indexOf(other)
                                                        < waiting.indexOf(node))));
    }

    /**
     * Does the kernel read the buffer at another position than the one it writes, or before it is
     * done reading?
     */
    private static boolean readsElsewhere(KernelNode node, Buffer target) {
        for (var load : AxisUse.loads(node.kernel())) {
            if (node.operands().get(load.access().operand()).equals(target)
                    && !isSamePosition(load.access(), node)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSamePosition(Access access, KernelNode node) {
        var kernel = node.kernel();
        boolean inBody =
                AxisUse.loads(kernel.body()).stream()
                        .anyMatch(load -> load.access().equals(access));
        if (inBody && kernel.combiner() != Combiner.NONE) {
            return false;
        }
        var shape = kernel.operands().get(access.operand()).type().shape();
        return access.guards().isEmpty()
                && access.index().stream().allMatch(IndexExpr.Direct.class::isInstance)
                && access.index().equals(kernel.store())
                && shape.equals(kernel.result().shape());
    }
}
