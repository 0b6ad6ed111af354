package dev.forja.bench.workload;

import dev.forja.bench.workload.Task.Activation;
import dev.forja.bench.workload.Task.Layer;
import java.util.List;

/** The sample of handwritten digits. */
final class Digits {
    private Digits() {}

    static List<Workload> workloads() {
        var source = ModelSource.resource("dev/forja/samples/digits/Digits.java");
        var task =
                new Task.Network(
                        List.of(
                                new Layer("w1", "b1", 64, 128, Activation.RELU),
                                new Layer(
                                        "output.weights",
                                        "output.bias",
                                        128,
                                        10,
                                        Activation.SOFTMAX)));
        return List.of(
                Workload.inference(
                        "digits", "digits 64-128-10, batch 1", source, "classify", 1, task),
                Workload.inference(
                        "digits-batch-64",
                        "digits 64-128-10, batch 64",
                        source,
                        "classify",
                        64,
                        task),
                Workload.training(
                        "digits-step",
                        "digits 64-128-10, training step with dropout, batch 32",
                        source,
                        "loss",
                        32,
                        task));
    }
}
