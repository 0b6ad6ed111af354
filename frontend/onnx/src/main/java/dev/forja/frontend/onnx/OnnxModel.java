package dev.forja.frontend.onnx;

import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.graph.ModelDef;
import java.util.List;
import java.util.SortedMap;

/**
 * An imported model.
 *
 * @param model its one entry has the graph's inputs and outputs
 * @param weights values of the model's parameters, by their name in {@code model}
 * @param inputs names in the file of the entry's inputs, in their order
 * @param outputs names in the file of the entry's outputs, in their order
 */
public record OnnxModel(
        ModelDef model,
        SortedMap<String, TensorData> weights,
        List<String> inputs,
        List<String> outputs) {
    public OnnxModel {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
