package dev.forja.passes.memory;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.kernel.Step;
import dev.forja.passes.schedule.AxisUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

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
    public record Ordered(List<Step> nodes, List<Buffer> indirect) {}

    private final KernelGraph graph;
    private final List<Step> steps;
    private final Set<Buffer> indirect = new HashSet<>();

    /** By step: the steps after it in the way of data, and how many before it are left. */
    private final List<Set<Integer>> followers = new ArrayList<>();

    private final int[] before;

    /** By step that updates in place: the readers of the old value that are left. */
    private final Map<Integer, Set<Integer>> readers = new HashMap<>();

    private OrderUpdates(KernelGraph graph) {
        this.graph = graph;
        this.steps = graph.nodes();
        this.before = new int[steps.size()];
    }

    public static Ordered of(KernelGraph graph) {
        return new OrderUpdates(graph).order();
    }

    private Ordered order() {
        findIndirect();
        connect();
        var ready = new PriorityQueue<Integer>();
        var waiting = new TreeSet<Integer>();
        for (int i = 0; i < steps.size(); i++) {
            waiting.add(i);
            offer(i, ready);
        }
        var done = new ArrayList<Step>();
        while (!waiting.isEmpty()) {
            if (ready.isEmpty()) {
                // A ring of updates: the first one goes through a temporary buffer.
                int blocked =
                        waiting.stream().filter(i -> before[i] == 0).findFirst().orElseThrow();
                indirect.addAll(updated(steps.get(blocked)));
                readers.remove(blocked);
                ready.add(blocked);
            }
            int next = ready.remove();
            waiting.remove(next);
            done.add(steps.get(next));
            for (int follower : followers.get(next)) {
                before[follower]--;
                offer(follower, ready);
            }
            for (var update : List.copyOf(readers.entrySet())) {
                if (update.getValue().remove(next)) {
                    offer(update.getKey(), ready);
                }
            }
        }
        var copies = graph.updates().keySet().stream().filter(indirect::contains).toList();
        return new Ordered(done, copies);
    }

    private void offer(int step, PriorityQueue<Integer> ready) {
        if (before[step] == 0 && readers.getOrDefault(step, Set.of()).isEmpty()) {
            ready.add(step);
        }
    }

    private void findIndirect() {
        var writers = graph.writers();
        for (var next : graph.updates().keySet()) {
            var writing = writers.get(next);
            boolean isDirect =
                    writing.size() == 1
                            && writing.getFirst() instanceof KernelNode node
                            && !readsElsewhere(node, graph.updates().get(next));
            if (!isDirect) {
                indirect.add(next);
            }
        }
    }

    /** Writers come before later readers and writers; readers before an update in place. */
    private void connect() {
        var writers = new HashMap<Buffer, List<Integer>>();
        var reading = new HashMap<Buffer, Set<Integer>>();
        for (int i = 0; i < steps.size(); i++) {
            followers.add(new TreeSet<>());
            var touched = new LinkedHashSet<>(steps.get(i).reads());
            touched.addAll(steps.get(i).writes());
            for (var buffer : touched) {
                for (int writer : writers.getOrDefault(buffer, List.of())) {
                    before[i] += followers.get(writer).add(i) ? 1 : 0;
                }
            }
            for (var buffer : steps.get(i).writes()) {
                writers.computeIfAbsent(buffer, _ -> new ArrayList<>()).add(i);
            }
            for (var buffer : steps.get(i).reads()) {
                reading.computeIfAbsent(buffer, _ -> new TreeSet<>()).add(i);
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            var old = new TreeSet<Integer>();
            for (var next : updated(steps.get(i))) {
                old.addAll(reading.getOrDefault(graph.updates().get(next), Set.of()));
            }
            old.remove(i);
            if (!old.isEmpty()) {
                readers.put(i, old);
            }
        }
    }

    /** The next values that the step writes in place. */
    private List<Buffer> updated(Step step) {
        return step.writes().stream()
                .filter(next -> graph.updates().containsKey(next) && !indirect.contains(next))
                .toList();
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
