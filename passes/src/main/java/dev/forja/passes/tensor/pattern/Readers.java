package dev.forja.passes.tensor.pattern;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Result;
import dev.forja.ir.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who reads the values of a function. */
public final class Readers {
    private final Map<Value, List<Node>> nodes = new HashMap<>();
    private final Set<Value> results = new HashSet<>();

    public Readers(Function function) {
        function.nodes()
                .forEach(node ->
                        node.operands()
                                .forEach(operand ->
                                        nodes.computeIfAbsent(operand, _ -> new ArrayList<>())
                                                .add(node)));
        function.results().stream().map(Result::value).forEach(results::add);
    }

    /** Is everything between what a match captured and its root read inside of it alone? */
    public boolean allInside(Match match, Node root) {
        return match.inner().stream()
                .filter(node -> node != root)
                .flatMap(node -> node.results().stream())
                .allMatch(value ->
                        !results.contains(value)
                                && match.inner().containsAll(nodes.getOrDefault(value, List.of())));
    }
}
