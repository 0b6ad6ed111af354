package dev.forja.compiler.onnx;

import dev.forja.compiler.npy.NpyArray;
import dev.forja.compiler.npy.NpyFiles;
import dev.forja.frontend.onnx.data.OnnxDataException;
import dev.forja.frontend.onnx.data.OnnxFiles;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import dev.forja.runtime.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Tensors in files of the two formats that a user may have: {@code .npy} and ONNX's {@code .pb}.
 */
public final class TensorFiles {
    private TensorFiles() {}

    /**
     * Reads a tensor.
     *
     * @throws IOException when the file can't be read or is no such file
     */
    public static TensorData read(Path file) throws IOException {
        if (!file.toString().endsWith(".pb")) {
            var array = NpyFiles.read(file);
            long[] dims = Arrays.stream(array.shape()).asLongStream().toArray();
            var type = new TensorType(DType.parse(array.type().text()), Shape.of(dims));
            return new TensorData(type, array.data());
        }
        try {
            return OnnxFiles.tensor(file);
        } catch (OnnxDataException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Reads a tensor as an array. */
    public static NpyArray array(Path file) throws IOException {
        var tensor = read(file);
        int[] shape =
                tensor.type().shape().dims().stream()
                        .mapToInt(dim -> Math.toIntExact(dim.constant()))
                        .toArray();
        return new NpyArray(ElementType.parse(tensor.type().dtype().text()), shape, tensor.array());
    }
}
