package dev.forja.bench.workload;

import dev.forja.bench.workload.Task.Activation;
import dev.forja.bench.workload.Task.Layer;
import java.util.List;

/** A training step of softmax regression. */
final class Softmax784 {
    private Softmax784() {}

    static List<Workload> workloads() {
        var task =
                new Task.Network(
                        List.of(new Layer("weights", "bias", 784, 10, Activation.SOFTMAX)));
        return List.of(
                Workload.training(
                                "softmax-784-step",
                                "softmax regression 784-10, training step, batch 128",
                                ModelSource.own("Softmax784"),
                                "loss",
                                128,
                                task)
                        .atLeast(4, "tensorflow")
                        .atLeast(4, "pytorch"));
    }
}
