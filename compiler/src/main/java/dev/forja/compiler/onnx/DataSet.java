package dev.forja.compiler.onnx;

import dev.forja.frontend.onnx.data.OnnxDataException;
import dev.forja.frontend.onnx.data.OnnxFiles;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.frontend.onnx.data.TensorReader;
import dev.forja.frontend.onnx.proto.ValueMessage;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Inputs of a model and the outputs that they should give. */
public sealed interface DataSet {
    /**
     * The first inputs, in the order of the graph.
     *
     * @param declared the inputs that the graph declares
     */
    List<TensorData> inputs(List<ValueMessage> declared) throws IOException;

    /** All outputs, in the order of the graph. */
    List<TensorData> outputs() throws IOException;

    /** A folder with {@code input_K.pb} and {@code output_K.pb}. */
    record Folder(Path path) implements DataSet {
        @Override
        public List<TensorData> inputs(List<ValueMessage> declared) throws IOException {
            return tensors(path.resolve("input_"));
        }

        @Override
        public List<TensorData> outputs() throws IOException {
            return tensors(path.resolve("output_"));
        }
    }

    /**
     * Outputs in files beside the model, {@code NAME_output_K.pb}, for inputs that ramp from 0 to
     * 1: element i of n is i / n, and a size that the model leaves open is 1. The ONNX project
     * tests its light models so.
     *
     * @param prefix of the files, up to the number
     */
    record Ramp(Path prefix) implements DataSet {
        @Override
        public List<TensorData> inputs(List<ValueMessage> declared) {
            return declared.stream().map(Ramp::ramp).toList();
        }

        @Override
        public List<TensorData> outputs() throws IOException {
            return tensors(prefix);
        }

        private static TensorData ramp(ValueMessage input) {
            var tensor = input.getType().getTensor();
            if (TensorReader.elementType(tensor.getElementType()) != OnnxElement.of(DType.F32)) {
                throw OnnxDataException.unsupported(
                        "made-up data for input " + input.getName() + ", which is not float");
            }
            long[] dims =
                    tensor.getShape().getDimsList().stream()
                            .mapToLong(dim -> dim.hasValue() ? dim.getValue() : 1)
                            .toArray();
            var values = new float[TensorReader.elements(dims)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((double) i / values.length);
            }
            return new TensorData(new TensorType(DType.F32, Shape.of(dims)), values);
        }
    }

    /** The tensors {@code prefix0.pb}, {@code prefix1.pb}, ... */
    private static List<TensorData> tensors(Path prefix) throws IOException {
        var tensors = new ArrayList<TensorData>();
        for (int i = 0; ; i++) {
            var file = prefix.resolveSibling(prefix.getFileName() + "" + i + ".pb");
            if (!Files.exists(file)) {
                return tensors;
            }
            tensors.add(OnnxFiles.tensor(file));
        }
    }
}
