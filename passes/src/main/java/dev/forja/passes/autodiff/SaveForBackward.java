package dev.forja.passes.autodiff;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Result;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.control.RegionOp;
import dev.forja.ir.op.control.Scan;
import dev.forja.passes.kernel.KernelCost;
import dev.forja.passes.tensor.Rebuild;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Lets every scan also give what its way back reads at each position: the carried values as they
 * came in, and the values inside that cost more to compute than to store (contractions, reductions,
 * transcendental functions). Cheap ones are computed again. What turns out to be unread is dropped
 * with the dead code.
 */
final class SaveForBackward {
    /** From this many machine operations an element on, a value is stored. */
    private static final int COSTLY_OPERATIONS = 10;

    private SaveForBackward() {}

    static Function of(Function function) {
        return Rebuild.of(
                function,
                (builder, node, operands) ->
                        switch (node.op()) {
                            case RegionOp op -> replace(builder, op, operands);
                            case CompositeOp op -> expand(builder, op, node, operands);
                            default -> null;
                        });
    }

    /** A composite with a loop inside is replaced by its program, so that the loop can save. */
    private static List<Value> expand(
            FunctionBuilder builder, CompositeOp op, Node node, List<Value> operands) {
        var program = decomposition(op, node);
        if (program.nodes().stream().noneMatch(inner -> inner.op() instanceof RegionOp)) {
            return null;
        }
        var saving = of(program);
        var values = new HashMap<Value, Value>();
        for (int i = 0; i < operands.size(); i++) {
            values.put(saving.params().get(i), operands.get(i));
        }
        builder.inline(saving, values);
        return saving.outputs().stream().map(values::get).toList();
    }

    private static List<Value> replace(FunctionBuilder builder, RegionOp op, List<Value> operands) {
        var inner = op.withRegions(op.regions().stream().map(SaveForBackward::of).toList());
        if (!(inner instanceof Scan scan)) {
            return builder.node(inner, operands).results();
        }
        int results = scan.body().outputs().size();
        var saving = new Scan(saving(scan), scan.carries(), scan.sequences(), scan.reverse());
        return builder.node(saving, operands).results().subList(0, results);
    }

    private static Function saving(Scan scan) {
        var body = scan.body();
        var wanted = new LinkedHashSet<>(body.params().subList(0, scan.carries()));
        for (var node : body.nodes()) {
            if (isCostly(node)) {
                wanted.addAll(node.results());
            }
        }
        var outputs = body.outputs();
        outputs.subList(scan.carries(), outputs.size()).forEach(wanted::remove);
        var results = new ArrayList<>(body.results());
        wanted.forEach(value -> results.add(Result.output(value.name(), value)));
        return new Function(body.name(), body.params(), body.roles(), body.nodes(), results);
    }

    private static boolean isCostly(Node node) {
        return switch (node.op()) {
            case ElementwiseOp op ->
                    KernelCost.operations(
                                    op.formula(
                                            node.operands().stream()
                                                    .map(value -> value.type().dtype())
                                                    .toList()))
                            >= COSTLY_OPERATIONS;
            case StructuredOp op ->
                    op
                            .kernels(
                                    node.operands().stream().map(Value::type).toList(),
                                    node.result().type(),
                                    node.location())
                            .stream()
                            .anyMatch(k -> k.combiner() != Combiner.NONE || k.accumulates());
            case CompositeOp op ->
                    decomposition(op, node).nodes().stream().anyMatch(SaveForBackward::isCostly);
            case OpaqueOp _ -> true;
        };
    }

    private static Function decomposition(CompositeOp op, Node node) {
        var builder = new FunctionBuilder(op.mnemonic());
        var params = new ArrayList<Value>();
        for (var operand : node.operands()) {
            params.add(builder.param(operand.name(), operand.type(), Role.INPUT, Location.UNKNOWN));
        }
        builder.at(node.location());
        op.decompose(builder, params).forEach(result -> builder.output(op.mnemonic(), result));
        return builder.build();
    }
}
