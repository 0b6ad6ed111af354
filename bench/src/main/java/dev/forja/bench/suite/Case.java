package dev.forja.bench.suite;

import dev.forja.bench.engine.Engine;
import dev.forja.bench.workload.Workload;

/** One engine on one workload. */
public record Case(Workload workload, Engine engine) {
    @Override
    public String toString() {
        return workload.name() + " with " + engine.name();
    }
}
