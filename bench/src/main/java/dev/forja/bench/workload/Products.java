package dev.forja.bench.workload;

import dev.forja.bench.workload.Task.Activation;
import dev.forja.bench.workload.Task.Layer;
import dev.forja.bench.workload.Workload.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Square matrix products: of two inputs, also transposed as gradients need them, and of weights.
 */
final class Products {
    private static final int[] SIZES = {384, 768};
    private static final double PLAIN_SHARE = 0.6;
    private static final double TRANSPOSED_SHARE = 0.5;

    private Products() {}

    static List<Workload> workloads() {
        var all = new ArrayList<Workload>();
        for (int size : SIZES) {
            all.add(
                    product(size, "", "plain", new Task.Product(size, size, size, false, false))
                            .atLeastOfPeak(PLAIN_SHARE)
                            .atLeast(1, "ort-pinned")
                            .atLeast(1, "ort-pinned-2"));
            all.add(
                    product(
                                    size,
                                    "-left-transposed",
                                    "leftTransposed",
                                    new Task.Product(size, size, size, true, false))
                            .atLeastOfPeak(TRANSPOSED_SHARE));
            all.add(
                    product(
                                    size,
                                    "-right-transposed",
                                    "rightTransposed",
                                    new Task.Product(size, size, size, false, true))
                            .atLeastOfPeak(TRANSPOSED_SHARE));
            all.add(weights(size).atLeastOfPeak(PLAIN_SHARE));
        }
        return all;
    }

    private static Workload product(int size, String form, String entry, Task task) {
        return new Workload(
                "matmul-" + size + form,
                "matmul " + size + "x" + size + "x" + size + form.replace('-', ' '),
                ModelSource.own("Product"),
                entry,
                Kind.INFERENCE,
                Map.of("m", (long) size, "k", (long) size, "n", (long) size),
                Map.of(),
                task);
    }

    private static Workload weights(int size) {
        return Workload.inference(
                "matmul-" + size + "-weights",
                "matmul " + size + "x" + size + "x" + size + " by weights",
                ModelSource.own("Weights").resized(384, size),
                "product",
                size,
                new Task.Network(List.of(new Layer("weights", "", size, size, Activation.NONE))));
    }
}
