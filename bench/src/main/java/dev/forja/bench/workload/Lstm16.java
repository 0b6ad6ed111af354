package dev.forja.bench.workload;

import dev.forja.bench.workload.Task.Activation;
import dev.forja.bench.workload.Task.Layer;
import dev.forja.bench.workload.Workload.Kind;
import java.util.List;
import java.util.Map;

/** A sequence through a long short-term memory, one at a time. */
final class Lstm16 {
    private static final int STEPS = 64;
    private static final int INPUTS = 16;
    private static final int UNITS = 128;

    private Lstm16() {}

    static List<Workload> workloads() {
        var task =
                new Task.Memory(
                        STEPS,
                        INPUTS,
                        UNITS,
                        "memory.inputWeights",
                        "memory.hiddenWeights",
                        "memory.bias",
                        new Layer("output.weights", "output.bias", UNITS, 1, Activation.NONE));
        return List.of(
                new Workload(
                                "lstm-16",
                                "LSTM 64 steps, 16-128, dense 1, batch 1",
                                ModelSource.own("Lstm16"),
                                "predict",
                                Kind.INFERENCE,
                                Map.of(),
                                Map.of(Workload.BATCH, 1, "t", STEPS),
                                task)
                        .atLeast(1.5, "ort-pinned")
                        .atLeast(1.2, "ort-pinned-2"));
    }
}
