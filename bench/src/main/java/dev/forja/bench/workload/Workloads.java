package dev.forja.bench.workload;

import java.util.List;
import java.util.stream.Stream;

/** All workloads. */
public final class Workloads {
    private static final List<Workload> ALL =
            Stream.of(
                            LinearRegression.workloads(),
                            Mlp30.workloads(),
                            Mlp784.workloads(),
                            Softmax784.workloads(),
                            Products.workloads(),
                            Cnn28.workloads(),
                            Residual56.workloads(),
                            Lstm16.workloads(),
                            MiniLm.workloads(),
                            Digits.workloads())
                    .flatMap(List::stream)
                    .toList();

    private Workloads() {}

    /** Every workload, in the order of the tables. */
    public static List<Workload> all() {
        return ALL;
    }

    /**
     * The workload of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Workload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no workload '"
                                        + name
                                        + "'; there are "
                                        + ALL.stream().map(Workload::name).toList()));
    }
}
