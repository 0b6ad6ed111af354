package dev.forja.bench.workload;

import dev.forja.bench.workload.Task.Activation;
import dev.forja.bench.workload.Task.Layer;
import java.util.List;

/** Linear regression of 13 figures, one row at a time. */
final class LinearRegression {
    private LinearRegression() {}

    static List<Workload> workloads() {
        var task = new Task.Network(List.of(new Layer("weights", "bias", 13, 1, Activation.NONE)));
        return List.of(
                Workload.inference(
                                "linear-13",
                                "linear regression 13-1, batch 1",
                                ModelSource.own("LinearRegression"),
                                "predict",
                                1,
                                task)
                        .atLeast(50, "ort-pinned"));
    }
}
