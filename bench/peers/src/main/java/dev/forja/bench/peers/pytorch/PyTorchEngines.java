package dev.forja.bench.peers.pytorch;

import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.EngineProvider;
import java.util.List;

/** PyTorch with one thread and with two. */
public final class PyTorchEngines implements EngineProvider {
    @Override
    public List<Engine> engines() {
        return List.of(new PyTorchEngine(1), new PyTorchEngine(2));
    }
}
