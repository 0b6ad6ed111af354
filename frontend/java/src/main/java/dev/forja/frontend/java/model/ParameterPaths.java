package dev.forja.frontend.java.model;

import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.source.ModelClass;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Names the parameters of a model by the path of fields that leads to them: {@code w1}, {@code
 * output.weights}, {@code hidden.0.bias}. Fields are taken in declaration order; a layer that two
 * fields hold is named by the first.
 */
final class ParameterPaths {
    private final SequencedMap<String, Datum.Weight> weights = new LinkedHashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private ParameterPaths() {}

    static SequencedMap<String, Datum.Weight> of(Datum.Instance model) {
        var paths = new ParameterPaths();
        paths.walk(model, "");
        return paths.weights;
    }

    private void walk(Datum.Instance instance, String prefix) {
        for (ModelClass.Field field : instance.type().fields()) {
            var value = instance.fields().get(field.name());
            if (value != null && !field.isStatic()) {
                enter(value, prefix + field.name());
            }
        }
    }

    private void enter(Datum value, String path) {
        switch (value) {
            case Datum.Weight weight when seen.add(weight) -> weights.put(path, weight);
            case Datum.Instance instance when seen.add(instance) -> walk(instance, path + ".");
            case Datum.Sequence sequence when seen.add(sequence) -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    if (sequence.items().get(i) != null) {
                        enter(sequence.items().get(i), path + "." + i);
                    }
                }
            }
            default -> {
                // Constants have no parameters, and what was seen has its name.
            }
        }
    }
}
