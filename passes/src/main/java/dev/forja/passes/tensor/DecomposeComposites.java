package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.passes.pipeline.Pass;
import dev.forja.passes.pipeline.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Replaces composites by their programs until none is left. */
public final class DecomposeComposites implements Pass {
    @Override
    public String doc() {
        return "replaces composite operators by elementwise and structured ones";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.DROPOUT_DECIDED);
    }

    @Override
    public Set<Property> ensures() {
        return Set.of(Property.NO_COMPOSITES);
    }

    @Override
    public Set<Property> destroys() {
        return Set.of(Property.FORMS_RECOGNISED);
    }

    @Override
    public Function run(Function function) {
        return except(function, _ -> false);
    }

    /** Replaces all composites but some, which have to stand in the function itself. */
    static Function except(Function function, Predicate<Node> kept) {
        return Rebuild.of(
                function,
                (builder, node, operands) ->
                        kept.test(node) ? null : replace(builder, node, operands));
    }

    private static List<Value> replace(FunctionBuilder builder, Node node, List<Value> operands) {
        return node.op() instanceof CompositeOp op
                ? expand(builder, op, operands, node.results().getFirst().name())
                : null;
    }

    /** The program is built aside, since it may contain composites itself. */
    private static List<Value> expand(
            FunctionBuilder builder, CompositeOp op, List<Value> operands, String name) {
        var inner = new FunctionBuilder(op.mnemonic());
        inner.at(builder.location());
        Map<Value, Value> values = new HashMap<>();
        var params =
                operands.stream()
                        .map(operand -> {
                            var param =
                                    inner.param(
                                            operand.name(),
                                            operand.type(),
                                            Role.INPUT,
                                            operand.location());
                            values.put(param, operand);
                            return param;
                        })
                        .toList();
        var results = op.decompose(inner, params);
        for (var node : inner.build().nodes()) {
            var arguments = node.operands().stream().map(values::get).toList();
            boolean isResult = results.contains(node.results().getFirst());
            var stem = isResult ? name : name + "_" + node.results().getFirst().name();
            List<Value> made;
            if (node.op() instanceof CompositeOp composite) {
                made = expand(builder, composite, arguments, stem);
            } else {
                made = builder.named(stem).node(node.op(), arguments).results();
            }
            for (int i = 0; i < made.size(); i++) {
                values.put(node.results().get(i), made.get(i));
            }
        }
        return results.stream().map(values::get).toList();
    }
}
