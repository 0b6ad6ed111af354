package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.control.RegionOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a function anew, node by node, those in regions included; equal nodes become one on the
 * way.
 */
public final class Rebuild {
    /** Gives the replacement of a node's results, or null to keep the node. */
    public interface Rule {
        List<Value> replace(FunctionBuilder builder, Node node, List<Value> operands);
    }

    private Rebuild() {}

    public static Function of(Function function, Rule rule) {
        var builder = new FunctionBuilder(function.name());
        var values = new HashMap<Value, Value>();
        for (var param : function.params()) {
            values.put(param, builder.param(function, param));
        }
        return finish(function, builder, values, rule);
    }

    /** Goes on in a builder that holds the parameters already. */
    static Function finish(
            Function function, FunctionBuilder builder, Map<Value, Value> values, Rule rule) {
        for (var node : function.nodes()) {
            var operands = new ArrayList<Value>();
            node.operands().forEach(operand -> operands.add(values.get(operand)));
            builder.at(node.location()).named(node.results().getFirst().name());
            var replaced = rule.replace(builder, node, operands);
            if (replaced == null) {
                builder.named(node.results().getFirst().name());
                replaced = builder.node(inside(node.op(), rule), operands).results();
            }
            for (int i = 0; i < replaced.size(); i++) {
                values.put(node.results().get(i), replaced.get(i));
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

    /** The operator with the rule applied to its regions. */
    private static TensorOp inside(TensorOp op, Rule rule) {
        return op instanceof RegionOp region
                ? region.withRegions(region.regions().stream().map(r -> of(r, rule)).toList())
                : op;
    }
}
