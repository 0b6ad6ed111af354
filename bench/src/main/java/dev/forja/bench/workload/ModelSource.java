package dev.forja.bench.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** What a model is compiled from: a model source or an ONNX file. */
public final class ModelSource {
    private static final String FOLDER = "dev/forja/bench/models/";
    private static final String ONNX = ".onnx";

    private final String path;
    private final Supplier<byte[]> bytes;
    private final Map<String, String> shapes;

    private ModelSource(String path, Supplier<byte[]> bytes, Map<String, String> shapes) {
        this.path = path;
        this.bytes = bytes;
        this.shapes = Map.copyOf(shapes);
    }

    /** One of the benchmarks' own models. */
    public static ModelSource own(String name) {
        return resource(FOLDER + name + ".java");
    }

    /** A model on the class path, read when it is asked for. */
    public static ModelSource resource(String path) {
        return new ModelSource(path, () -> read(path), Map.of());
    }

    private static byte[] read(String path) {
        try (var stream = ModelSource.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no model " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + path, e);
        }
    }

    /** Where it would lie below a source folder. */
    public String path() {
        return path;
    }

    /** Is it an ONNX file? Else it is a model source. */
    public boolean isOnnx() {
        return path.endsWith(ONNX);
    }

    /** Is it on the class path? Some lie in artifacts that only the peers' module depends on. */
    public boolean isThere() {
        return ModelSource.class.getClassLoader().getResource(path) != null;
    }

    /** The file. */
    public byte[] bytes() {
        return bytes.get();
    }

    /** The text of a model source. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The same model source with another number in place of one of its sizes. */
    public ModelSource resized(int from, int to) {
        return new ModelSource(
                path,
                () ->
                        text().replaceAll("\\b" + from + "\\b", Integer.toString(to))
                                .getBytes(StandardCharsets.UTF_8),
                shapes);
    }

    /** The same ONNX file with other shapes of its inputs than those that it declares. */
    public ModelSource shaped(Map<String, String> others) {
        return new ModelSource(path, bytes, others);
    }

    /** Shapes of inputs in place of those that an ONNX file declares, by name. */
    public Map<String, String> shapes() {
        return shapes;
    }
}
