package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.control.RegionOp;
import dev.forja.passes.pipeline.Pass;
import dev.forja.passes.pipeline.Property;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Drops nodes that no result needs, and of control flow the results and operands that nobody needs.
 * Parameters of the function stay, since they are the signature.
 */
public final class EliminateDeadCode implements Pass {
    @Override
    public String doc() {
        return "drops values that no result needs";
    }

    @Override
    public Set<Property> ensures() {
        return Set.of(Property.NO_DEAD_CODE);
    }

    @Override
    public Function run(Function function) {
        return of(function);
    }

    static Function of(Function function) {
        var needed = new HashSet<Value>();
        function.results().forEach(result -> needed.add(result.value()));
        var live = new HashMap<Node, PruneRegions.Pruned>();
        var dead = new HashSet<Node>();
        for (var node : function.nodes().reversed()) {
            if (node.results().stream().noneMatch(needed::contains)) {
                dead.add(node);
            } else if (node.op() instanceof RegionOp) {
                var pruned = PruneRegions.of(node, needed);
                live.put(node, pruned);
                pruned.operands().forEach(i -> needed.add(node.operands().get(i)));
            } else {
                needed.addAll(node.operands());
            }
        }
        if (live.isEmpty()) {
            return new Function(
                    function.name(),
                    function.params(),
                    function.roles(),
                    function.nodes().stream().filter(node -> !dead.contains(node)).toList(),
                    function.results());
        }
        return rebuilt(function, live, dead);
    }

    private static Function rebuilt(
            Function function, Map<Node, PruneRegions.Pruned> live, Set<Node> dead) {
        var builder = new FunctionBuilder(function.name());
        var values = new HashMap<Value, Value>();
        for (var param : function.params()) {
            values.put(param, builder.param(function, param));
        }
        for (var node : function.nodes()) {
            var pruned = live.get(node);
            if (pruned != null) {
                add(builder, node, pruned, values);
            } else if (!dead.contains(node)) {
                builder.copy(node, values);
            }
        }
        for (var result : function.results()) {
            if (result.target() == null) {
                builder.output(result.name(), values.get(result.value()));
            } else {
                builder.update(values.get(result.target()), values.get(result.value()));
            }
        }
        return builder.build();
    }

    private static void add(
            FunctionBuilder builder,
            Node node,
            PruneRegions.Pruned pruned,
            Map<Value, Value> values) {
        List<Value> operands =
                pruned.operands().stream().map(i -> values.get(node.operands().get(i))).toList();
        builder.at(node.location()).named(node.results().getFirst().name());
        var made = builder.node(pruned.op(), operands);
        for (int i = 0; i < pruned.results().size(); i++) {
            values.put(node.results().get(pruned.results().get(i)), made.results().get(i));
        }
    }
}
