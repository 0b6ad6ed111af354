package dev.forja.bench.workload;

import java.util.List;
import java.util.Map;

/** The first stage of a residual network: eight convolutions of 64 channels. */
final class Residual56 {
    private static final int CONVOLUTIONS = 8;
    private static final int CHANNELS = 64;
    private static final int PIXELS = 56 * 56;

    private Residual56() {}

    static List<Workload> workloads() {
        double weights = (double) Task.Convolution.TAPS * CHANNELS * CHANNELS;
        var task =
                new Task.Forward(
                        2 * CONVOLUTIONS * weights * PIXELS,
                        CONVOLUTIONS * (weights + CHANNELS),
                        2.0 * CHANNELS * PIXELS,
                        Map.of());
        return List.of(
                Workload.inference(
                                "residual-56",
                                "4 residual blocks 64x56x56, 3x3, batch 1",
                                ModelSource.own("Residual56"),
                                "features",
                                1,
                                task)
                        .atLeast(1.5, "ort-pinned")
                        .atLeast(1.5, "ort-pinned-2"));
    }
}
