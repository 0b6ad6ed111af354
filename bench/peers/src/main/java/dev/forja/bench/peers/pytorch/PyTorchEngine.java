package dev.forja.bench.peers.pytorch;

import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.engine.Session;
import dev.forja.bench.peers.Peers;
import dev.forja.bench.workload.Workload;
import dev.forja.bench.workload.Workload.Kind;

/** Training steps of PyTorch on the CPU. */
final class PyTorchEngine implements Engine {
    private final int threads;

    PyTorchEngine(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return "pytorch" + (threads == 1 ? "" : "-" + threads);
    }

    @Override
    public String title() {
        return "PyTorch" + Peers.threads(threads);
    }

    @Override
    public String product() {
        return Peers.product("pytorch");
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public boolean runs(Workload workload) {
        return workload.kind() == Kind.TRAINING && workload.isDeterministic();
    }

    @Override
    public Session open(Problem problem) {
        // Read by DJL when it loads the native library: where to, no network, how many threads.
        System.setProperty("DJL_CACHE_DIR", Peers.cache("pytorch").toString());
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        return new TrainingSession(problem);
    }
}
