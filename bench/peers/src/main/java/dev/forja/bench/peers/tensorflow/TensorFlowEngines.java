package dev.forja.bench.peers.tensorflow;

import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.EngineProvider;
import java.util.List;

/** TensorFlow with one thread and with two. */
public final class TensorFlowEngines implements EngineProvider {
    @Override
    public List<Engine> engines() {
        return List.of(new TensorFlowEngine(1), new TensorFlowEngine(2));
    }
}
