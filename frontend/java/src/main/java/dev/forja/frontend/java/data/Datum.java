package dev.forja.frontend.java.data;

import dev.forja.frontend.java.source.ModelClass;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an expression evaluates to while a model source is compiled. */
public sealed interface Datum {
    /** For the {@code found} line of a diagnostic. */
    String describe();

    /** A value of the function under construction. */
    record Tensor(Value value) implements Datum {
        @Override
        public String describe() {
            return value.type().toString();
        }
    }

    /** A compile-time number: Integer, Long, Float or Double. */
    record Numeral(Number value) implements Datum {
        public boolean isWhole() {
            return value instanceof Integer || value instanceof Long;
        }

        @Override
        public String describe() {
            var type = value.getClass().getSimpleName();
            var name = type.equals("Integer") ? "int" : type.toLowerCase(java.util.Locale.ROOT);
            return name + " " + value;
        }
    }

    record Truth(boolean value) implements Datum {
        @Override
        public String describe() {
            return "boolean " + value;
        }
    }

    record Text(String value) implements Datum {
        @Override
        public String describe() {
            return "String \"" + value + "\"";
        }
    }

    /** A whole number that depends on symbols, such as the size of a batch. */
    record Size(Dim dim) implements Datum {
        @Override
        public String describe() {
            return "int " + dim;
        }
    }

    /**
     * The elements of a tensor along its first axis, for a loop over them.
     *
     * @param reverse from the last to the first
     */
    record Steps(Value sequence, boolean reverse) implements Datum {
        @Override
        public String describe() {
            return "steps of " + sequence.type();
        }
    }

    /** What a loop over steps has added to a list: one tensor a step, along the first axis. */
    record Stacked(Value whole) implements Datum {
        @Override
        public String describe() {
            return "one tensor a step, " + whole.type() + " in all";
        }
    }

    /** An array or list, whose length is known; mutable and compared by identity, as in Java. */
    final class Sequence implements Datum {
        private final List<Datum> items;

        public Sequence(List<Datum> items) {
            this.items = new java.util.ArrayList<>(items);
        }

        public List<Datum> items() {
            return items;
        }

        @Override
        public String describe() {
            return items.stream().map(Datum::describe).collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /** The call of an initializer, before it is known what it initializes. */
    record Initial(String text, Shape shape, DType type, double fill, Location at)
            implements Datum {
        @Override
        public String describe() {
            return "initializer " + text + " of shape " + shape;
        }
    }

    /** A parameter of the model; its name follows when all fields are known. */
    final class Weight implements Datum {
        private final TensorType type;
        private final String initializer;
        private final boolean trainable;
        private final Location at;

        public Weight(TensorType type, String initializer, boolean trainable, Location at) {
            this.type = type;
            this.initializer = initializer;
            this.trainable = trainable;
            this.at = at;
        }

        public TensorType type() {
            return type;
        }

        public String initializer() {
            return initializer;
        }

        public boolean isTrainable() {
            return trainable;
        }

        public Location at() {
            return at;
        }

        @Override
        public String describe() {
            return type.toString();
        }
    }

    /** An instance of a model class: a layer, or the model itself. */
    final class Instance implements Datum {
        private final ModelClass type;
        private final Map<String, Datum> fields = new java.util.LinkedHashMap<>();

        public Instance(ModelClass type) {
            this.type = type;
        }

        public ModelClass type() {
            return type;
        }

        public Map<String, Datum> fields() {
            return fields;
        }

        @Override
        public String describe() {
            return type.name();
        }
    }

    /** A class literal of a tensor type. */
    record ElementClass(DType type) implements Datum {
        @Override
        public String describe() {
            return TensorKind.of(type).javaName() + ".class";
        }
    }

    enum Special implements Datum {
        /** What is known to be wrong already: everything that depends on it stays silent. */
        UNKNOWN,
        /** The result of a method without one. */
        NOTHING;

        @Override
        public String describe() {
            return this == NOTHING ? "no value" : "an unknown value";
        }
    }

    static Datum of(Dim dim) {
        if (dim.isConstant()
                && dim.constant() >= Integer.MIN_VALUE
                && dim.constant() <= Integer.MAX_VALUE) {
            return new Numeral((int) dim.constant());
        }
        return dim.isConstant() ? new Numeral(dim.constant()) : new Size(dim);
    }

    default boolean isUnknown() {
        return this == Special.UNKNOWN;
    }

    /** Whether it stands for a tensor. */
    default boolean isTensor() {
        return this instanceof Tensor || this instanceof Weight;
    }
}
