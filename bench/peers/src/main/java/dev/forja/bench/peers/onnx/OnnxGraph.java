package dev.forja.bench.peers.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * An ONNX model of f32 tensors, built node by node. Field numbers are those of {@code onnx.proto}.
 */
final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;

    private final Message graph = new Message().text(2, "benchmark");
    private int values;

    /** Adds an input of the model. */
    String input(String name, int... shape) {
        graph.message(11, valueInfo(name, shape));
        return name;
    }

    /** Adds a constant. */
    String constant(String name, float[] elements, int... shape) {
        var raw =
                ByteBuffer.allocate(Math.multiplyExact(elements.length, Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(elements);
        var tensor = new Message();
        for (int size : shape) {
            tensor.number(1, size);
        }
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return name;
    }

    /** Adds a node with one output and gives that output's name. */
    String node(String operator, Map<String, Integer> attributes, List<String> inputs) {
        var output = "value_" + values++;
        var node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(4, operator);
        attributes.forEach((name, value) ->
                node.message(
                        5, new Message().text(1, name).number(3, value).number(20, ATTRIBUTE_INT)));
        graph.message(1, node);
        return output;
    }

    /** The bytes of the model file. */
    byte[] model(String output, int... shape) {
        graph.message(12, valueInfo(output, shape));
        return new Message()
                .number(1, IR_VERSION)
                .text(2, "forja-bench")
                .message(7, graph)
                .message(8, new Message().number(2, OPSET))
                .toBytes();
    }

    private static Message valueInfo(String name, int... shape) {
        var dims = new Message();
        for (int size : shape) {
            dims.message(1, new Message().number(1, size));
        }
        var tensor = new Message().number(1, FLOAT).message(2, dims);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
