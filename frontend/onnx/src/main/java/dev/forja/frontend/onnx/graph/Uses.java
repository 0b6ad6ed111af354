package dev.forja.frontend.onnx.graph;

import dev.forja.frontend.onnx.proto.AttributeMessage;
import dev.forja.frontend.onnx.proto.NodeMessage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which names the nodes of a graph use, those of their subgraphs included. */
final class Uses {
    private Uses() {}

    /**
     * The names that the results of a graph need.
     *
     * @param nodes in order, so that one walk from the last to the first finds all
     */
    static Set<String> needed(List<NodeMessage> nodes, Collection<String> results) {
        var needed = new HashSet<>(results);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (isNeeded(nodes.get(i), needed)) {
                addUses(nodes.get(i), needed);
            }
        }
        return needed;
    }

    static boolean isNeeded(NodeMessage node, Set<String> needed) {
        return node.getOutputsList().stream().anyMatch(needed::contains);
    }

    private static void addUses(NodeMessage node, Set<String> into) {
        var pending = new ArrayDeque<NodeMessage>();
        pending.push(node);
        while (!pending.isEmpty()) {
            var next = pending.pop();
            next.getInputsList().stream().filter(name -> !name.isEmpty()).forEach(into::add);
            for (AttributeMessage attribute : next.getAttributesList()) {
                if (attribute.hasGraph()) {
                    attribute.getGraph().getNodesList().forEach(pending::push);
                    attribute.getGraph().getOutputsList().forEach(o -> into.add(o.getName()));
                }
                attribute.getGraphsList().forEach(g -> g.getNodesList().forEach(pending::push));
            }
        }
    }
}
