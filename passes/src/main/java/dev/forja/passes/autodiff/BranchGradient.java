package dev.forja.passes.autodiff;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.control.If;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** The cotangents through a branch: a branch of the same condition over the ways back. */
final class BranchGradient {
    private final FunctionBuilder builder;
    private final Node node;
    private final List<Value> cotangents;
    private final List<Integer> wrt = new ArrayList<>();

    private BranchGradient(
            FunctionBuilder builder, Node node, List<Value> cotangents, Set<Value> active) {
        this.builder = builder;
        this.node = node;
        this.cotangents = cotangents;
        for (int i = 1; i < node.operands().size(); i++) {
            if (active.contains(node.operands().get(i))) {
                wrt.add(i);
            }
        }
    }

    /** One cotangent per operand; null for those that get none. */
    static List<Value> of(
            FunctionBuilder builder, Node node, List<Value> cotangents, Set<Value> active) {
        return new BranchGradient(builder, node, cotangents, active).build();
    }

    private List<Value> build() {
        var branch = (If) node.op();
        var operands = new ArrayList<>(node.operands());
        cotangents.stream().filter(cotangent -> cotangent != null).forEach(operands::add);
        var back = new If(wayBack(branch.then()), wayBack(branch.otherwise()));
        var results = builder.node(back, operands).results();
        var gradients = new Value[node.operands().size()];
        for (int i = 0; i < wrt.size(); i++) {
            gradients[wrt.get(i)] = results.get(i);
        }
        return Arrays.asList(gradients);
    }

    private Function wayBack(Function region) {
        var inner = new FunctionBuilder(region.name() + "_gradient");
        var values = new HashMap<Value, Value>();
        region.params().forEach(param -> values.put(param, inner.param(region, param)));
        var seeds = new LinkedHashMap<Value, List<Value>>();
        var given = new ArrayList<Value>();
        for (var cotangent : cotangents) {
            given.add(
                    cotangent == null
                            ? null
                            : inner.param(
                                    cotangent.name(),
                                    cotangent.type(),
                                    Role.INPUT,
                                    cotangent.location()));
        }
        inner.inline(region, values);
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) != null) {
                seeds.computeIfAbsent(values.get(region.outputs().get(i)), _ -> new ArrayList<>())
                        .add(given.get(i));
            }
        }
        var sources = wrt.stream().map(i -> values.get(region.params().get(i - 1))).toList();
        var gradients = Autodiff.pullBack(inner, seeds, sources);
        for (int i = 0; i < sources.size(); i++) {
            var gradient = gradients.get(i);
            inner.output(
                    "d_" + sources.get(i).name(),
                    gradient == null ? Emit.fill(inner, sources.get(i).type(), 0) : gradient);
        }
        return inner.build();
    }
}
