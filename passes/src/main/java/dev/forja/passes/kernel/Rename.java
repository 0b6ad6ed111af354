package dev.forja.passes.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets some buffers take the place of others in steps. */
public final class Rename {
    private final Map<Buffer, Buffer> names;

    private Rename(Map<Buffer, Buffer> names) {
        this.names = names;
    }

    /**
     * @param names new buffer by old one; absent ones stay
     */
    public static List<Step> of(List<Step> steps, Map<Buffer, Buffer> names) {
        var rename = new Rename(names);
        return names.isEmpty() ? steps : steps.stream().map(rename::step).toList();
    }

    private Buffer name(Buffer old) {
        return names.getOrDefault(old, old);
    }

    private Step step(Step step) {
        return switch (step) {
            case KernelNode(var kernel, var operands, var result) ->
                    new KernelNode(
                            kernel, operands.stream().map(this::name).toList(), name(result));
            case LoopStep(LoopStep.Test(var test), var body) ->
                    new LoopStep(new LoopStep.Test(graph(test)), graph(body));
            case LoopStep(LoopStep.Count count, var body) -> new LoopStep(count, graph(body));
            case BranchStep(var condition, var then, var otherwise) ->
                    new BranchStep(name(condition), graph(then), graph(otherwise));
        };
    }

    private KernelGraph graph(KernelGraph graph) {
        var updates = new LinkedHashMap<Buffer, Buffer>();
        graph.updates().forEach((next, target) -> updates.put(name(next), name(target)));
        var outputs =
                graph.outputs().stream()
                        .map(o -> new KernelGraph.Output(o.name(), name(o.buffer()), o.type()))
                        .toList();
        return new KernelGraph(
                graph.name(),
                graph.params(),
                graph.roles(),
                graph.nodes().stream().map(this::step).toList(),
                outputs,
                updates,
                graph.symbols());
    }
}
