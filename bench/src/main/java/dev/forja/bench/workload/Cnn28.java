package dev.forja.bench.workload;

import dev.forja.bench.workload.Task.Activation;
import dev.forja.bench.workload.Task.Convolution;
import dev.forja.bench.workload.Task.Layer;
import java.util.List;

/** A small convolutional classifier: one image, a batch, and a training step. */
final class Cnn28 {
    private static final int SIZE = 28;
    private static final int FEATURES = 7 * 7 * 64;

    private Cnn28() {}

    static List<Workload> workloads() {
        var source = ModelSource.own("Cnn28");
        var task =
                new Task.ImageNetwork(
                        SIZE,
                        List.of(
                                new Convolution("edges.weights", "edges.bias", 1, 32),
                                new Convolution("parts.weights", "parts.bias", 32, 64)),
                        List.of(
                                new Layer(
                                        "hidden.weights",
                                        "hidden.bias",
                                        FEATURES,
                                        128,
                                        Activation.RELU),
                                new Layer(
                                        "output.weights",
                                        "output.bias",
                                        128,
                                        10,
                                        Activation.SOFTMAX)));
        return List.of(
                Workload.inference("cnn-28", "CNN 28x28, batch 1", source, "classify", 1, task)
                        .atLeast(1.3, "ort-pinned")
                        .atLeast(1.3, "ort-pinned-2"),
                Workload.inference(
                                "cnn-28-batch-16",
                                "CNN 28x28, batch 16",
                                source,
                                "classify",
                                16,
                                task)
                        .atLeast(1.3, "ort-pinned")
                        .atLeast(1.3, "ort-pinned-2"),
                Workload.training(
                                "cnn-28-step",
                                "CNN 28x28, training step, batch 64",
                                source,
                                "loss",
                                64,
                                task)
                        .atLeast(2, "pytorch"));
    }
}
