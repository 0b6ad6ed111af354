package dev.forja.passes.pipeline;

import dev.forja.ir.graph.Function;
import java.util.Locale;
import java.util.Set;

/** A rewriting of a function that keeps its meaning. */
public interface Pass {
    /** The verb phrase in kebab case by which dumps and options name the pass. */
    default String name() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** One line. */
    String doc();

    default Set<Property> requires() {
        return Set.of();
    }

    default Set<Property> ensures() {
        return Set.of();
    }

    /** What no longer holds afterwards. */
    default Set<Property> destroys() {
        return Set.of();
    }

    Function run(Function function);
}
