package dev.forja.bench.engine;

import java.util.List;

/** Supplies engines; found as a service. */
@FunctionalInterface
public interface EngineProvider {
    /** The engines, in the order of the tables. */
    List<Engine> engines();
}
