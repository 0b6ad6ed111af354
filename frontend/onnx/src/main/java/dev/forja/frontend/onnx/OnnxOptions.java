package dev.forja.frontend.onnx;

import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.type.Shape;
import java.util.Map;

/**
 * How a model is imported.
 *
 * @param dims numbers for symbolic dimensions, by their name in the model or in the generated class
 * @param bound inputs that become constants, by name
 * @param shapes shapes of inputs in place of those that the model declares, by name
 */
public record OnnxOptions(
        Map<String, Long> dims, Map<String, TensorData> bound, Map<String, Shape> shapes) {
    public static final OnnxOptions NONE = new OnnxOptions(Map.of(), Map.of(), Map.of());

    public OnnxOptions {
        dims = Map.copyOf(dims);
        bound = Map.copyOf(bound);
        shapes = Map.copyOf(shapes);
    }
}
