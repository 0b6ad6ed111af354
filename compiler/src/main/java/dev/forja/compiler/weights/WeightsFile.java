package dev.forja.compiler.weights;

import dev.forja.frontend.onnx.data.TensorData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

/**
 * A file of named tensors. Opening it reads names alone and checks what the format promises; data
 * is read of tensors that somebody asks for, so that a file that claims too much costs nothing.
 */
interface WeightsFile extends AutoCloseable {
    /** A tensor as the file describes it. */
    record Found(String type, List<Long> shape) {
        String text() {
            return type + " " + shape;
        }
    }

    /**
     * Opens a file by its ending.
     *
     * @throws IOException when it can't be read, or is broken
     */
    static WeightsFile open(Path path) throws IOException {
        var name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".npz")) {
            return NpzWeights.open(path);
        }
        if (name.endsWith(".safetensors")) {
            return SafetensorsWeights.open(path);
        }
        throw new IOException(path + ": expected a file that ends in .safetensors or .npz");
    }

    SortedSet<String> names();

    /** Type and shape of a tensor of the file. */
    Found describe(String name) throws IOException;

    /** A tensor of a type that the compiler has; half floats come as f32. */
    TensorData read(String name) throws IOException;

    @Override
    void close() throws IOException;
}
