package dev.forja.passes.kernel;

import dev.forja.ir.graph.Role;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * A function as kernels over buffers, in an order of execution.
 *
 * @param params the buffers of the function's parameters, in order
 * @param roles the role of each parameter buffer
 * @param nodes each after the nodes that write its operands
 * @param outputs what goes to the caller
 * @param updates target parameter buffer by the buffer that holds its next value
 * @param symbols integer arguments of the function
 */
public record KernelGraph(
        String name,
        List<Buffer> params,
        Map<Buffer, Role> roles,
        List<KernelNode> nodes,
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

    public KernelGraph withNodes(List<KernelNode> changed) {
        return new KernelGraph(name, params, roles, changed, outputs, updates, symbols);
    }

    /** Must the buffer exist in memory because the caller or the next step reads it? */
    public boolean isResult(Buffer buffer) {
        return updates.containsKey(buffer)
                || outputs.stream().anyMatch(output -> output.buffer().equals(buffer));
    }

    /** The nodes that write each buffer, in order. */
    public Map<Buffer, List<KernelNode>> writers() {
        var writers = new LinkedHashMap<Buffer, List<KernelNode>>();
        for (var node : nodes) {
            writers.computeIfAbsent(node.result(), _ -> new ArrayList<>()).add(node);
        }
        return writers;
    }

    /** An id that no buffer has yet. */
    public int nextId() {
        int next = params.size();
        for (var node : nodes) {
            next = Math.max(next, node.result().id() + 1);
        }
        return next;
    }
}
