package dev.forja.frontend.onnx.graph;

import dev.forja.ir.content.ContentEvaluator;
import dev.forja.ir.data.Content;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What is known about the elements of values; found when it is asked for. */
final class Contents {
    private final Map<Value, Optional<Content>> known = new HashMap<>();
    private final UnaryOperator<Value> outside;

    /**
     * @param outside what a parameter of a region stands for; null for others
     */
    Contents(UnaryOperator<Value> outside) {
        this.outside = outside;
    }

    void put(Value value, Content content) {
        known.put(value, Optional.of(content));
    }

    Optional<Content> of(Value value) {
        var pending = new ArrayDeque<Value>();
        pending.push(value);
        while (!pending.isEmpty()) {
            var next = pending.peek();
            if (known.containsKey(next)) {
                pending.pop();
            } else if (next.isParameter() && outside.apply(next) != null) {
                var meant = outside.apply(next);
                if (known.containsKey(meant)) {
                    known.put(next, known.get(meant));
                } else {
                    pending.push(meant);
                }
            } else if (next.isParameter() || !Content.tracks(next.type())) {
                known.put(next, Optional.empty());
            } else if (!pushOperands(next, pending)) {
                evaluate(next);
            }
        }
        return known.get(value);
    }

    private boolean pushOperands(Value value, ArrayDeque<Value> pending) {
        boolean isMissing = false;
        for (var operand : value.definition().operands()) {
            if (!known.containsKey(operand)) {
                pending.push(operand);
                isMissing = true;
            }
        }
        return isMissing;
    }

    private void evaluate(Value value) {
        var node = value.definition();
        var operands = new ArrayList<Content>();
        node.operands().forEach(operand -> operands.add(known.get(operand).orElse(null)));
        var results = ContentEvaluator.evaluate(node, operands);
        for (int i = 0; i < results.size(); i++) {
            known.putIfAbsent(node.results().get(i), Optional.ofNullable(results.get(i)));
        }
    }

    /** The function's inputs that a value is computed from. */
    Set<Value> inputs(Value value, Function<Value, Role> roles) {
        var inputs = new HashSet<Value>();
        var seen = new HashSet<Value>();
        var pending = new ArrayDeque<Value>();
        pending.push(value);
        while (!pending.isEmpty()) {
            var next = pending.pop();
            if (!seen.add(next)) {
                continue;
            }
            var meant = next.isParameter() ? outside.apply(next) : null;
            if (meant != null) {
                pending.push(meant);
            } else if (!next.isParameter()) {
                next.definition().operands().forEach(pending::push);
            } else if (roles.apply(next) == Role.INPUT) {
                inputs.add(next);
            }
        }
        return inputs;
    }
}
