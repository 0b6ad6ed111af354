package dev.forja.bench.peers.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.engine.Session;
import dev.forja.bench.peers.Peers;
import dev.forja.bench.workload.Workload;
import dev.forja.bench.workload.Workload.Kind;

/** ONNX Runtime on the CPU with all optimisations. */
final class OrtEngine implements Engine {
    /** How a call hands over its tensors. */
    enum Calls {
        /** Tensors of input and output made once and used again: the best case. */
        PINNED,
        /** A tensor made from an array, and the result read into one, on every call. */
        USUAL
    }

    private final Calls calls;
    private final int threads;

    OrtEngine(Calls calls, int threads) {
        this.calls = calls;
        this.threads = threads;
    }

    @Override
    public String name() {
        return (calls == Calls.PINNED ? "ort-pinned" : "ort-usual")
                + (threads == 1 ? "" : "-" + threads);
    }

    @Override
    public String title() {
        return "ORT " + (calls == Calls.PINNED ? "pinned" : "usual") + Peers.threads(threads);
    }

    @Override
    public String product() {
        return Peers.product("onnxruntime");
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public boolean runs(Workload workload) {
        return workload.kind() == Kind.INFERENCE;
    }

    @Override
    public Session open(Problem problem) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            var session = environment.createSession(problem.onnx(), options);
            return switch (calls) {
                case PINNED -> new PinnedSession(environment, session, problem);
                case USUAL -> new UsualSession(environment, session, problem);
            };
        }
    }
}
