package dev.forja.bench.workload;

import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.WeightsRequest;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.type.Shape;
import dev.forja.runtime.Lanes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is done with a model source while it lies in a file, for this machine's lanes alone. */
public interface SourceUse<T> {
    /** Compiles, exports or the like. */
    T of(CompileRequest request) throws IOException;

    /**
     * Writes the source to a temporary file for the time of its use.
     *
     * @param sizes of symbols that are bound
     */
    static <T> T with(ModelSource source, Map<String, Long> sizes, SourceUse<T> use) {
        try {
            var folder = Files.createTempDirectory("forja-bench");
            var file = folder.resolve(Path.of(source.path()).getFileName());
            try {
                Files.write(file, source.bytes());
                return use.of(request(file, sizes, source.shapes()));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CompileException e) {
            throw new IllegalStateException(
                    source.path() + " does not compile: " + e.diagnostics(), e);
        }
    }

    private static CompileRequest request(
            Path file, Map<String, Long> sizes, Map<String, String> shapes) {
        var parsed = new TreeMap<String, Shape>();
        shapes.forEach((input, shape) -> parsed.put(input, Shape.parse(shape)));
        return new CompileRequest(
                List.of(file),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(Lanes.preferred()),
                new TreeMap<>(sizes),
                new TreeMap<>(),
                parsed,
                WeightsRequest.NONE);
    }
}
