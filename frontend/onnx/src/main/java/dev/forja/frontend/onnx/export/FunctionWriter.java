package dev.forja.frontend.onnx.export;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.onnx.DefaultExport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the nodes of a function into a graph, each by what its operator says. */
final class FunctionWriter {
    private final Written written;
    private final Draft graph;
    private final String prefix;
    private final Map<Value, Name> names = new HashMap<>();
    private final Operands operands = new Operands(this);

    /**
     * @param prefix of the names of values
     */
    FunctionWriter(Written written, Draft graph, String prefix) {
        this.written = written;
        this.graph = graph;
        this.prefix = prefix;
    }

    void define(Value param, Name name) {
        names.put(param, name);
    }

    Name name(Value value) {
        return names.get(value);
    }

    /** Writes a function with values for its parameters. */
    List<Name> inline(Function function, List<Name> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            define(function.params().get(i), arguments.get(i));
        }
        write(function);
        return function.outputs().stream().map(this::name).toList();
    }

    /** Writes the nodes that the outputs need. What can't be written is noted. */
    void write(Function function) {
        var needed = needed(function);
        for (var node : function.nodes()) {
            if (node.results().stream().anyMatch(needed::contains)) {
                node(node);
            }
        }
    }

    private static Set<Value> needed(Function function) {
        var needed = new HashSet<>(function.outputs());
        for (var node : function.nodes().reversed()) {
            if (node.results().stream().anyMatch(needed::contains)) {
                needed.addAll(node.operands());
            }
        }
        return needed;
    }

    private void node(Node node) {
        var old = graph.nodes().size();
        List<Name> results;
        try {
            results = operator(node.op(), target(node));
        } catch (OnnxProblem e) {
            written.problem(node.location(), node.op().mnemonic(), e.getMessage());
            results = List.of();
        }
        var fresh = graph.nodes().subList(old, graph.nodes().size());
        for (int i = 0; i < node.results().size(); i++) {
            var value = node.results().get(i);
            // After a problem any name will do: the graph is never seen.
            var name = i < results.size() ? results.get(i) : new Name(value.name());
            if (fresh.stream().anyMatch(made -> made.outputs().contains(name))) {
                name.want(prefix + value.name());
            }
            names.put(value, name);
        }
    }

    /** Where a node is written. */
    NodeTarget target(Node node) {
        return new NodeTarget(
                written,
                graph,
                prefix + node.results().getFirst().name(),
                operands.of(node),
                node.operands().stream().map(Value::type).toList(),
                node.results().stream().map(Value::type).toList());
    }

    /** Writes an operator by the nearest thing that says how. */
    static List<Name> operator(TensorOp op, NodeTarget target) {
        if (op instanceof WritesOnnx writes) {
            var own = writes.toOnnx(target);
            if (own.isPresent()) {
                return names(own.get());
            }
        } else {
            var byName = DefaultExport.of(op);
            if (byName.isPresent()) {
                return names(byName.get().write(target, target.resultTypes().size()));
            }
        }
        return switch (op) {
            case CompositeOp composite -> program(composite, target);
            case ElementwiseOp formula -> List.of(new FormulaWriter(formula, target).write());
            default -> throw OnnxProblem.unsupported("it has no ONNX counterpart");
        };
    }

    private static List<Name> program(CompositeOp op, NodeTarget target) {
        var builder = new FunctionBuilder(op.mnemonic());
        var params = new ArrayList<Value>();
        for (int i = 0; i < target.operands(); i++) {
            var at = builder.location();
            params.add(builder.param("operand" + i, target.type(i), Role.INPUT, at));
        }
        int result = 0;
        for (var value : op.decompose(builder, params)) {
            builder.output("result" + result++, value);
        }
        return names(target.inline(builder.build(), target.allOperands()));
    }

    private static List<Name> names(List<OnnxTarget.Ref> values) {
        return values.stream().map(value -> (Name) value).toList();
    }
}
