package dev.forja.passes.kernel;

import dev.forja.ir.graph.Role;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;

/**
 * A function, or a region of one, as kernels and control flow over buffers, in an order of
 * execution.
 *
 * @param params the buffers of the function's parameters, in order; of a region: none
 * @param roles the role of each parameter buffer
 * @param nodes each after the nodes that write its operands
 * @param outputs what goes to the caller; of a region: what is read behind it
 * @param updates buffer that holds a next value by its target: a parameter buffer, or what a loop
 *     carries
 * @param symbols integer arguments of the function
 */
public record KernelGraph(
        String name,
        List<Buffer> params,
        Map<Buffer, Role> roles,
        List<Step> nodes,
        List<Output> outputs,
        Map<Buffer, Buffer> updates,
        SequencedSet<String> symbols) {
    /** A result that goes to the caller, in the shape that the model declares. */
    public record Output(String name, Buffer buffer, TensorType type) {}

    public KernelGraph {
        params = List.copyOf(params);
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
    }

    public KernelGraph withNodes(List<? extends Step> changed) {
        return new KernelGraph(
                name, params, roles, List.copyOf(changed), outputs, updates, symbols);
    }

    /** The same graph with the graphs of its loops and branches changed. */
    public KernelGraph mapRegions(UnaryOperator<KernelGraph> change) {
        return withNodes(nodes.stream().map(step -> mapRegions(step, change)).toList());
    }

    private static Step mapRegions(Step step, UnaryOperator<KernelGraph> change) {
        return switch (step) {
            case KernelNode node -> node;
            case LoopStep(LoopStep.Test(var test), var body) ->
                    new LoopStep(new LoopStep.Test(change.apply(test)), change.apply(body));
            case LoopStep(LoopStep.Count count, var body) ->
                    new LoopStep(count, change.apply(body));
            case BranchStep(var condition, var then, var otherwise) ->
                    new BranchStep(condition, change.apply(then), change.apply(otherwise));
        };
    }

    /** All kernels, those inside of control flow included, in order of execution. */
    public List<KernelNode> kernels() {
        var kernels = new ArrayList<KernelNode>();
        for (var step : nodes) {
            switch (step) {
                case KernelNode node -> kernels.add(node);
                case LoopStep(var trip, var body) -> {
                    if (trip instanceof LoopStep.Test(var test)) {
                        kernels.addAll(test.kernels());
                    }
                    kernels.addAll(body.kernels());
                }
                case BranchStep(_, var then, var otherwise) -> {
                    kernels.addAll(then.kernels());
                    kernels.addAll(otherwise.kernels());
                }
            }
        }
        return List.copyOf(kernels);
    }

    /** Must the buffer exist in memory because the caller or the next step reads it? */
    public boolean isResult(Buffer buffer) {
        return updates.containsKey(buffer)
                || outputs.stream().anyMatch(output -> output.buffer().equals(buffer));
    }

    /** The steps that write each buffer, in order. */
    public Map<Buffer, List<Step>> writers() {
        var writers = new LinkedHashMap<Buffer, List<Step>>();
        for (var node : nodes) {
            for (var written : node.writes()) {
                writers.computeIfAbsent(written, _ -> new ArrayList<>()).add(node);
            }
        }
        return writers;
    }

    /** Buffers that are not made here: parameters, and of a region what lies outside. */
    public List<Buffer> reads() {
        var made = new LinkedHashSet<Buffer>();
        var reads = new LinkedHashSet<Buffer>();
        for (var node : nodes) {
            node.reads().stream().filter(buffer -> !made.contains(buffer)).forEach(reads::add);
            made.addAll(node.writes());
        }
        reads.addAll(updates.values());
        for (var output : outputs) {
            if (!made.contains(output.buffer())) {
                reads.add(output.buffer());
            }
        }
        return List.copyOf(reads);
    }

    /** An id that no buffer has yet. */
    public int nextId() {
        int next = 0;
        for (var param : params) {
            next = Math.max(next, param.id() + 1);
        }
        for (var target : updates.values()) {
            next = Math.max(next, target.id() + 1);
        }
        for (var step : nodes) {
            next = Math.max(next, nextId(step));
        }
        return next;
    }

    private static int nextId(Step step) {
        return switch (step) {
            case KernelNode node -> node.result().id() + 1;
            case LoopStep(LoopStep.Test(var test), var body) ->
                    Math.max(test.nextId(), body.nextId());
            case LoopStep(LoopStep.Count _, var body) -> body.nextId();
            case BranchStep(_, var then, var otherwise) ->
                    Math.max(then.nextId(), otherwise.nextId());
        };
    }
}
