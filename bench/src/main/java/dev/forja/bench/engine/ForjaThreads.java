package dev.forja.bench.engine;

import java.util.List;

/** The generated class with two threads a call. */
public final class ForjaThreads implements EngineProvider {
    @Override
    public List<Engine> engines() {
        return List.of(new ForjaEngine(2));
    }
}
