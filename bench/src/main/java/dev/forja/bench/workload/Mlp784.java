package dev.forja.bench.workload;

import dev.forja.bench.workload.Task.Activation;
import dev.forja.bench.workload.Task.Layer;
import java.util.List;

/** A classifier with two hidden layers: single rows, batches, and a training step. */
final class Mlp784 {
    private Mlp784() {}

    static List<Workload> workloads() {
        var source = ModelSource.own("Mlp784");
        var task =
                new Task.Network(
                        List.of(
                                new Layer("first.weights", "first.bias", 784, 256, Activation.RELU),
                                new Layer(
                                        "second.weights", "second.bias", 256, 128, Activation.RELU),
                                new Layer(
                                        "third.weights",
                                        "third.bias",
                                        128,
                                        10,
                                        Activation.SOFTMAX)));
        return List.of(
                Workload.inference(
                                "mlp-784",
                                "MLP 784-256-128-10 + softmax, batch 1",
                                source,
                                "classify",
                                1,
                                task)
                        .atLeast(1.5, "ort-pinned")
                        .atLeast(1.2, "ort-pinned-2"),
                Workload.inference(
                                "mlp-784-batch-64",
                                "MLP 784-256-128-10 + softmax, batch 64",
                                source,
                                "classify",
                                64,
                                task)
                        .atLeast(1, "ort-pinned")
                        .atLeast(1, "ort-pinned-2"),
                Workload.training(
                                "mlp-784-step",
                                "MLP 784-256-128-10, training step, batch 128",
                                source,
                                "loss",
                                128,
                                task)
                        .atLeast(1.1, "tensorflow")
                        .atLeast(1.1, "pytorch"));
    }
}
