package dev.forja.frontend.java.eval;

import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.source.ModelClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Static final fields; each is computed once, when it is first needed. */
final class Constants {
    private record Key(ModelClass owner, String name) {
        @Override
        public String toString() {
            return owner.name() + "." + name;
        }
    }

    private final Evaluator evaluator;
    private final Map<Key, Datum> values = new HashMap<>();
    private final Deque<Key> running = new ArrayDeque<>();

    Constants(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Datum get(ModelClass owner, ModelClass.Field field) {
        var key = new Key(owner, field.name());
        var known = values.get(key);
        if (known != null) {
            return known;
        }
        if (running.contains(key)) {
            throw Problem.at(
                            owner.at(field.variable()),
                            field.name(),
                            "a constant depends on itself")
                    .expected("a value of other constants", cycle(key));
        }
        running.addLast(key);
        try {
            var value = evaluator.outsideFunctions(() -> compute(owner, field));
            values.put(key, value);
            return value;
        } catch (Problem problem) {
            values.put(key, Datum.Special.UNKNOWN);
            evaluator.report(problem);
            return Datum.Special.UNKNOWN;
        } finally {
            running.removeLast();
        }
    }

    private String cycle(Key last) {
        var names = new StringBuilder();
        running.stream()
                .dropWhile(key -> !key.equals(last))
                .forEach(key -> names.append(key).append(" -> "));
        return names.append(last).toString();
    }

    private Datum compute(ModelClass owner, ModelClass.Field field) {
        var at = owner.at(field.variable());
        if (!field.declaration().isFinal()) {
            throw Problem.at(at, field.name(), "a static field that may change")
                    .expected("static final", field.declaration().toString())
                    .hint("make it final");
        }
        var type = field.variable().getType();
        var initializer =
                field.variable()
                        .getInitializer()
                        .orElseThrow(() ->
                                Problem.at(at, field.name(), "a constant without a value")
                                        .expected("= and an expression", "nothing"));
        var value = evaluator.expressions().eval(initializer, Frame.ofClass(owner), null);
        if (value instanceof Datum.Initial) {
            throw Problem.at(at, field.name(), "a tensor in a static field")
                    .expected("a compile-time number", value.describe())
                    .hint("make it in a method, or a @Parameter(trainable = false)");
        }
        if (holdsLayer(value)) {
            throw Problem.at(at, field.name(), "a layer in a static field")
                    .expected("a field of the model, so that its parameters belong to it", "static")
                    .hint("drop static");
        }
        return Conversion.convert(type, value)
                .orElseThrow(() ->
                        Problem.at(at, field.name(), "type mismatch")
                                .expected(type.asString(), value.describe()))
                .datum();
    }

    private static boolean holdsLayer(Datum value) {
        return value instanceof Datum.Instance
                || value instanceof Datum.Sequence sequence
                        && sequence.items().stream()
                                .anyMatch(item -> item != null && holdsLayer(item));
    }
}
