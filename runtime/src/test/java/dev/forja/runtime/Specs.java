package dev.forja.runtime;

import java.util.LinkedHashMap;
import java.util.List;

/** Specifications that several tests use. */
final class Specs {
    private Specs() {}

    /** One parameter of each element type, a gap in f32, an entry and a loss. */
    static ModelSpec everything() {
        var adam = new LinkedHashMap<String, Float>();
        adam.put("beta1", 0.9f);
        adam.put("beta2", 0.999f);
        adam.put("epsilon", 1e-8f);
        return new ModelSpec(
                "samples.Everything",
                "5f3a",
                List.of(
                        parameter("w", ElementType.F32, 0, "truncatedNormal 0.1", 3, 5),
                        parameter("mask", ElementType.BOOL, 0, "ones", 3),
                        parameter("layer.bias", ElementType.F32, 16, "uniform -1 1", 5),
                        parameter("scale", ElementType.F64, 0, "constant 0.5"),
                        parameter("table", ElementType.I32, 0, "constant -7", 2, 2),
                        parameter("offsets", ElementType.I64, 0, "constant 1000000000000", 3)),
                List.of(
                        new EntrySpec(
                                "classify",
                                EntrySpec.Kind.ENTRY,
                                List.of(
                                        new TensorSpec(
                                                "x", ElementType.F32, List.of("n", "2 * m + 1"))),
                                List.of(new TensorSpec("result", ElementType.F32, List.of("n"))),
                                List.of("n", "m"),
                                null),
                        new EntrySpec(
                                "loss",
                                EntrySpec.Kind.LOSS,
                                List.of(new TensorSpec("x", ElementType.F32, List.of("n", "3"))),
                                List.of(new TensorSpec("loss", ElementType.F32, List.of())),
                                List.of("n"),
                                new OptimizerSpec("adam", adam))));
    }

    static ParameterSpec parameter(
            String name, ElementType type, int offset, String init, int... shape) {
        return new ParameterSpec(name, type, shape, true, Initializer.parse(init), offset);
    }

    static ModelSpec of(ParameterSpec... parameters) {
        return new ModelSpec("samples.Small", "00", List.of(parameters), List.of());
    }
}
