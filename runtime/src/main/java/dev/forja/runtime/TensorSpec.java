package dev.forja.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One tensor of a model's public surface: an input or an output of an entry.
 *
 * @param name name in the model source
 * @param type element type
 * @param dims text of each dimension, outermost first: a number ({@code 64}), a symbol ({@code n})
 *     or an expression ({@code 2*n+1}); blanks are dropped
 */
public record TensorSpec(String name, ElementType type, List<String> dims) {
    public TensorSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        var texts = new ArrayList<String>(dims.size());
        for (var dim : dims) {
            texts.add(withoutBlanks(dim));
        }
        dims = List.copyOf(texts);
        if (dims.contains("")) {
            throw new IllegalArgumentException("tensor '" + name + "' has an empty dimension");
        }
    }

    private static String withoutBlanks(String dim) {
        var text = new StringBuilder(dim.length());
        for (int i = 0; i < dim.length(); i++) {
            if (!Character.isWhitespace(dim.charAt(i))) {
                text.append(dim.charAt(i));
            }
        }
        return text.toString();
    }

    /** Shape as people write it: {@code [n, 64]}; {@code []} for a scalar. */
    public String shape() {
        return "[" + String.join(", ", dims) + "]";
    }

    /** Name, type and shape: {@code pixels: f32 [n, 64]}. */
    @Override
    public String toString() {
        return name + ": " + type.text() + " " + shape();
    }
}
