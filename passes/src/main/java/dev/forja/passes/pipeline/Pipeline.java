package dev.forja.passes.pipeline;

import dev.forja.ir.graph.Function;
import java.util.EnumSet;
import java.util.List;

/** Passes in order. */
public record Pipeline(String name, List<Pass> passes) {
    /** Checks that every pass finds what it requires. */
    public Pipeline {
        passes = List.copyOf(passes);
        var holds = EnumSet.noneOf(Property.class);
        for (var pass : passes) {
            if (!holds.containsAll(pass.requires())) {
                throw new IllegalArgumentException(
                        name
                                + ": "
                                + pass.name()
                                + " requires "
                                + pass.requires()
                                + ", but only "
                                + holds
                                + " hold");
            }
            holds.removeAll(pass.destroys());
            holds.addAll(pass.ensures());
        }
    }

    public Function run(Function function, PassObserver observer) {
        var current = function;
        for (var pass : passes) {
            long start = System.nanoTime();
            current = pass.run(current);
            observer.after(pass.name(), current, System.nanoTime() - start);
        }
        return current;
    }
}
