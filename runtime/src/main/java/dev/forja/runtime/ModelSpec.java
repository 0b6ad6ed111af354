package dev.forja.runtime;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Everything that a service may ask about a compiled model: its parameters and its entries. A
 * generated class holds it as text.
 *
 * @param model full name of the model
 * @param digest digest of the source that it was compiled from
 * @param parameters parameters in the order of declaration
 * @param entries entries in the order of declaration
 */
public record ModelSpec(
        String model, String digest, List<ParameterSpec> parameters, List<EntrySpec> entries) {
    public ModelSpec {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(digest, "digest");
        parameters = List.copyOf(parameters);
        entries = List.copyOf(entries);
        requireDistinct(model, parameters, entries);
        for (var type : ElementType.values()) {
            requireDisjoint(model, parameters, type);
        }
    }

    /** Elements of the parameter array of one element type, gaps between parameters included. */
    public int size(ElementType type) {
        int size = 0;
        for (var parameter : parameters) {
            if (parameter.type() == type) {
                size = Math.max(size, parameter.offset() + parameter.elements());
            }
        }
        return size;
    }

    /** Number of parameter values of all element types, without gaps. */
    public long parameterCount() {
        return parameters.stream().mapToLong(ParameterSpec::elements).sum();
    }

    /**
     * The parameter of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    public ParameterSpec parameter(String name) {
        for (var parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        throw new IllegalArgumentException(
                "model "
                        + model
                        + " has no parameter '"
                        + name
                        + "'; it has "
                        + parameters.stream().map(ParameterSpec::name).toList());
    }

    /**
     * The entry of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    public EntrySpec entry(String name) {
        for (var entry : entries) {
            if (entry.name().equals(name)) {
                return entry;
            }
        }
        throw new IllegalArgumentException(
                "model "
                        + model
                        + " has no entry '"
                        + name
                        + "'; it has "
                        + entries.stream().map(EntrySpec::name).toList());
    }

    /**
     * Whether parameters of {@code other} can serve this model: same names, types, shapes, places.
     */
    public boolean sameLayout(ModelSpec other) {
        if (this == other) {
            return true;
        }
        if (parameters.size() != other.parameters.size()) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (!parameters.get(i).sameLayout(other.parameters.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Text form, plain ASCII, one line a fact; {@link #parse} reads it back. */
    public String toText() {
        return ModelSpecText.print(this);
    }

    /** {@link #toText} in parts that each fit a string constant of a class file. */
    public List<String> toTextParts() {
        return SpecText.split(toText());
    }

    /**
     * Reads the text form.
     *
     * @param parts the text, whole or in the parts of {@link #toTextParts}
     * @throws IllegalArgumentException if the text is broken, naming the line
     */
    public static ModelSpec parse(String... parts) {
        return ModelSpecText.parse(String.join("", Arrays.asList(parts)));
    }

    private static void requireDistinct(
            String model, List<ParameterSpec> parameters, List<EntrySpec> entries) {
        var seen = new HashSet<String>();
        for (var parameter : parameters) {
            requireNew(seen.add(parameter.name()), model, "parameters", parameter.name());
        }
        seen.clear();
        for (var entry : entries) {
            requireNew(seen.add(entry.name()), model, "entries", entry.name());
        }
    }

    private static void requireNew(boolean isNew, String model, String what, String name) {
        if (!isNew) {
            throw new IllegalArgumentException(
                    "model " + model + " has two " + what + " named '" + name + "'");
        }
    }

    private static void requireDisjoint(
            String model, List<ParameterSpec> parameters, ElementType type) {
        var byOffset = new TreeMap<Integer, ParameterSpec>();
        for (var parameter : parameters) {
            if (parameter.type() == type && parameter.elements() > 0) {
                var before = byOffset.put(parameter.offset(), parameter);
                if (before != null) {
                    throw overlap(model, before, parameter);
                }
            }
        }
        ParameterSpec before = null;
        for (var after : byOffset.values()) {
            if (before != null && before.offset() + before.elements() > after.offset()) {
                throw overlap(model, before, after);
            }
            before = after;
        }
    }

    private static IllegalArgumentException overlap(
            String model, ParameterSpec before, ParameterSpec after) {
        return new IllegalArgumentException(
                "model "
                        + model
                        + ": parameters '"
                        + before.name()
                        + "' and '"
                        + after.name()
                        + "' overlap");
    }
}
