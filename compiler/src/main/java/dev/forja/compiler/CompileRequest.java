package dev.forja.compiler;

import dev.forja.ir.type.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to compile, and how.
 *
 * @param sources model sources, at least one
 * @param sourceRoot folder below which the folders of a source are its package; empty when sources
 *     stand alone
 * @param packageName package of the generated classes, in place of the source's own
 * @param className simple name of the generated class, in place of the model's; for a single model
 * @param lanes lane counts to generate kernels for, ascending, out of 1, 4, 8 and 16
 * @param dims symbolic dimensions to bind at build time
 * @param bound files with the values of inputs that become constants, by name; for ONNX models
 * @param shapes shapes of inputs in place of those that the model declares, by name; for ONNX
 *     models
 * @param weights files that the initial values of parameters come from; for model sources
 */
public record CompileRequest(
        List<Path> sources,
        Optional<Path> sourceRoot,
        Optional<String> packageName,
        Optional<String> className,
        List<Integer> lanes,
        SortedMap<String, Long> dims,
        SortedMap<String, Path> bound,
        SortedMap<String, Shape> shapes,
        WeightsRequest weights) {
    public static final List<Integer> ALL_LANES = List.of(1, 4, 8, 16);

    public CompileRequest {
        sources = List.copyOf(sources);
        lanes = lanes.stream().distinct().sorted().toList();
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a request needs a source");
        }
        if (lanes.isEmpty() || !ALL_LANES.containsAll(lanes)) {
            throw new IllegalArgumentException("lanes are out of " + ALL_LANES + ", not " + lanes);
        }
        dims = new TreeMap<>(dims);
        bound = new TreeMap<>(bound);
        shapes = new TreeMap<>(shapes);
    }

    /** The models of these files for every lane count, each in its own package. */
    public static CompileRequest of(List<Path> sources) {
        return new CompileRequest(
                sources,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ALL_LANES,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                WeightsRequest.NONE);
    }
}
