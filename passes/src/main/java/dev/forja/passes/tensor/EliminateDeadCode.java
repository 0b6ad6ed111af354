package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.passes.pipeline.Pass;
import dev.forja.passes.pipeline.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/** Drops nodes that no result needs. Parameters stay, since they are the signature. */
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
        var needed = new HashSet<Value>();
        function.results().forEach(result -> needed.add(result.value()));
        var kept = new ArrayList<Node>();
        for (var node : function.nodes().reversed()) {
            if (node.results().stream().anyMatch(needed::contains)) {
                needed.addAll(node.operands());
                kept.add(node);
            }
        }
        return new Function(
                function.name(),
                function.params(),
                function.roles(),
                kept.reversed(),
                function.results());
    }
}
