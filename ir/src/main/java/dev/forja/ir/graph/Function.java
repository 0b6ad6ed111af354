package dev.forja.ir.graph;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Straight-line SSA: parameters, nodes in an order in which each follows its operands, and results.
 *
 * @param roles the role of each parameter
 */
public record Function(
        String name,
        List<Value> params,
        Map<Value, Role> roles,
        List<Node> nodes,
        List<Result> results) {
    public Function {
        params = List.copyOf(params);
        roles = Map.copyOf(roles);
        nodes = List.copyOf(nodes);
        results = List.copyOf(results);
    }

    public Role role(Value param) {
        return roles.get(param);
    }

    public List<Value> params(Role role) {
        return params.stream().filter(param -> roles.get(param) == role).toList();
    }

    public List<Value> outputs() {
        return results.stream()
                .filter(result -> result.target() == null)
                .map(Result::value)
                .toList();
    }

    /**
     * The symbolic dimensions, those of parameters first, then those that only results of nodes
     * have, in order of appearance: they become arguments of the method.
     */
    public SequencedSet<String> symbols() {
        var symbols = new LinkedHashSet<String>();
        params.forEach(param -> symbols.addAll(param.type().shape().symbols()));
        for (var node : nodes) {
            node.results().forEach(result -> symbols.addAll(result.type().shape().symbols()));
        }
        return symbols;
    }
}
