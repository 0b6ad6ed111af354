package dev.forja.bench.peers.tensorflow;

import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.engine.Session;
import dev.forja.bench.peers.Peers;
import dev.forja.bench.workload.Task;
import dev.forja.bench.workload.Workload;
import dev.forja.bench.workload.Workload.Kind;

/** Training steps of TensorFlow on the CPU. */
final class TensorFlowEngine implements Engine {
    private final int threads;

    TensorFlowEngine(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return "tensorflow" + (threads == 1 ? "" : "-" + threads);
    }

    @Override
    public String title() {
        return "TensorFlow" + Peers.threads(threads);
    }

    @Override
    public String product() {
        return Peers.product("tensorflow");
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public boolean runs(Workload workload) {
        return workload.kind() == Kind.TRAINING
                && workload.task() instanceof Task.Network
                && workload.isDeterministic();
    }

    @Override
    public Session open(Problem problem) {
        System.setProperty("org.bytedeco.javacpp.cachedir", Peers.cache("tensorflow").toString());
        return new TrainingSession(problem, threads);
    }
}
