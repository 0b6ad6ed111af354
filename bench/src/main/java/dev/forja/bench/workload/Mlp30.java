package dev.forja.bench.workload;

import dev.forja.bench.workload.Task.Activation;
import dev.forja.bench.workload.Task.Layer;
import java.util.List;

/** A small scoring network, one row at a time. */
final class Mlp30 {
    private Mlp30() {}

    static List<Workload> workloads() {
        var task =
                new Task.Network(
                        List.of(
                                new Layer("first.weights", "first.bias", 30, 64, Activation.RELU),
                                new Layer("second.weights", "second.bias", 64, 32, Activation.RELU),
                                new Layer(
                                        "third.weights", "third.bias", 32, 1, Activation.SIGMOID)));
        return List.of(
                Workload.inference(
                                "mlp-30",
                                "MLP 30-64-32-1 + sigmoid, batch 1",
                                ModelSource.own("Mlp30"),
                                "score",
                                1,
                                task)
                        .atLeast(25, "ort-pinned"));
    }
}
