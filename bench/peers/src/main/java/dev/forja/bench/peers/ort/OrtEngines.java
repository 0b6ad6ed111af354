package dev.forja.bench.peers.ort;

import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.EngineProvider;
import java.util.List;

/** ONNX Runtime as services call it, and in its best case. */
public final class OrtEngines implements EngineProvider {
    @Override
    public List<Engine> engines() {
        return List.of(
                new OrtEngine(OrtEngine.Calls.PINNED, 1),
                new OrtEngine(OrtEngine.Calls.USUAL, 1),
                new OrtEngine(OrtEngine.Calls.PINNED, 2));
    }
}
