package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.control.RegionOp;
import dev.forja.passes.tensor.pattern.Form;
import dev.forja.passes.tensor.pattern.Match;
import dev.forja.passes.tensor.pattern.Readers;
import dev.forja.passes.tensor.pattern.Rewrite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Replaces the forms that occur in a function and its regions. A form of which something else reads
 * a value in between is left alone, since that value would be computed twice.
 */
final class ApplyForms {
    private final List<Form> forms;
    private final Readers readers;
    private final Map<Value, Value> values = new HashMap<>();

    private ApplyForms(List<Form> forms, Function function) {
        this.forms = forms;
        this.readers = new Readers(function);
    }

    /** The function with each value computed as the first form says that it matches. */
    static Function to(Function function, List<Form> forms) {
        var apply = new ApplyForms(forms, function);
        boolean mayApply =
                function.nodes().stream()
                        .anyMatch(node ->
                                node.op() instanceof RegionOp
                                        || forms.stream()
                                                .anyMatch(form ->
                                                        apply.matches(form, node)
                                                                .findFirst()
                                                                .isPresent()));
        return mayApply ? EliminateDeadCode.of(apply.rebuilt(function)) : function;
    }

    private Function rebuilt(Function function) {
        var builder = new FunctionBuilder(function.name());
        for (var param : function.params()) {
            values.put(param, builder.param(function, param));
        }
        return Rebuild.finish(
                function,
                builder,
                values,
                (b, node, operands) -> {
                    if (node.op() instanceof RegionOp op) {
                        var regions = op.regions().stream().map(r -> to(r, forms)).toList();
                        return b.node(op.withRegions(regions), operands).results();
                    }
                    return replacement(b, node).map(List::of).orElse(null);
                });
    }

    private Optional<Value> replacement(FunctionBuilder builder, Node node) {
        // the name of the result is not for what comes on the way to it
        builder.named(null);
        return forms.stream()
                .flatMap(form ->
                        matches(form, node)
                                .map(match -> new Rewrite(builder, values, node, match))
                                .map(form.replacement()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Stream<Match> matches(Form form, Node node) {
        return node.results().size() == 1
                ? form.pattern()
                        .in(node.result(), Match.NOTHING)
                        .filter(match -> readers.allInside(match, node))
                : Stream.empty();
    }
}
