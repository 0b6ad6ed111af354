package dev.forja.frontend.onnx.graph;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxElement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The values of a graph by name; a subgraph sees those around it. */
final class Scope {
    /** A value, or why there is none. */
    sealed interface Slot {
        record Ready(Value value, OnnxElement element) implements Slot {}

        /** Its node could not be imported, which was reported there. */
        record Failed() implements Slot {}
    }

    private final Scope outer;
    private final Map<String, Supplier<Slot>> slots = new HashMap<>();

    Scope(Scope outer) {
        this.outer = outer;
    }

    void put(String name, Slot slot) {
        slots.put(name, () -> slot);
    }

    void fail(String name) {
        slots.put(name, Slot.Failed::new);
    }

    /** A value that is made when it is first used. */
    void putLazily(String name, Supplier<Slot> slot) {
        slots.put(
                name,
                () -> {
                    var made = slot.get();
                    slots.put(name, () -> made);
                    return made;
                });
    }

    boolean hasOwn(String name) {
        return slots.containsKey(name);
    }

    /** The slot of a name, here or around; empty when it is not defined. */
    Optional<Slot> find(String name) {
        var slot = slots.get(name);
        return slot != null
                ? Optional.of(slot.get())
                : outer == null ? Optional.empty() : outer.find(name);
    }
}
