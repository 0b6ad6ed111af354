package dev.forja.compiler.onnx;

import dev.forja.codegen.model.WeightsResource;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.graph.ModelDef;
import dev.forja.runtime.ElementType;
import dev.forja.runtime.TensorBlock;
import dev.forja.runtime.TensorFileWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The weights of an imported model as the safetensors file beside its class.
 *
 * @param values by name of the model's parameter
 */
public record OnnxWeights(SortedMap<String, TensorData> values) {
    /** Name and digest of the file. */
    public WeightsResource resource(ModelDef model) {
        return new WeightsResource(
                model.name() + ".safetensors", TensorFileWriter.digest(blocks(model)));
    }

    /** Contents of the file. */
    public byte[] bytes(ModelDef model) throws IOException {
        var bytes = new ByteArrayOutputStream();
        TensorFileWriter.write(
                Channels.newChannel(bytes), Map.of("format", "forja parameters 1"), blocks(model));
        return bytes.toByteArray();
    }

    private List<TensorBlock> blocks(ModelDef model) {
        return model.parameters().stream()
                .map(parameter ->
                        new TensorBlock(
                                parameter.name(),
                                ElementType.parse(parameter.type().dtype().text()),
                                parameter.type().shape().dims().stream()
                                        .mapToInt(dim -> Math.toIntExact(dim.constant()))
                                        .toArray(),
                                values.get(parameter.name()).array(),
                                0))
                .toList();
    }
}
