package dev.forja.bench.engine;

import com.google.protobuf.ByteString;
import dev.forja.bench.workload.Task.Memory;
import dev.forja.frontend.onnx.proto.AttributeMessage;
import dev.forja.frontend.onnx.proto.DimensionMessage;
import dev.forja.frontend.onnx.proto.GraphMessage;
import dev.forja.frontend.onnx.proto.ModelMessage;
import dev.forja.frontend.onnx.proto.NodeMessage;
import dev.forja.frontend.onnx.proto.OperatorSetMessage;
import dev.forja.frontend.onnx.proto.ShapeMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.frontend.onnx.proto.TensorTypeMessage;
import dev.forja.frontend.onnx.proto.TypeMessage;
import dev.forja.frontend.onnx.proto.ValueMessage;
import dev.forja.runtime.Parameters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A memory as an ONNX file with the operator LSTM, which other engines have fast code for. Our
 * export writes the loop that the layer's source consists of; to measure against that would flatter
 * us.
 */
final class MemoryFile {
    private static final int IR_VERSION = 9;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;
    private static final int WHOLE = 2;
    private static final int WHOLES = 7;

    /** Where ONNX's gates input, output, forget, cell stand among the layer's. */
    private static final int[] GATE_ORDER = {0, 3, 1, 2};

    private final Memory memory;
    private final Parameters parameters;
    private final GraphMessage.Builder graph = GraphMessage.newBuilder().setName("memory");

    private MemoryFile(Memory memory, Parameters parameters) {
        this.memory = memory;
        this.parameters = parameters;
    }

    /**
     * Writes the file for a single sequence.
     *
     * @param input name of its input, {@code [1, steps, inputs]}
     * @param output name of its output, {@code [1]}
     */
    static byte[] of(Memory memory, Parameters parameters, String input, String output) {
        return new MemoryFile(memory, parameters).write(input, output);
    }

    private byte[] write(String input, String output) {
        int units = memory.units();
        int gates = Memory.GATES * units;
        weights("w", gates(memory.inputWeights(), memory.inputs()), 1, gates, memory.inputs());
        weights("u", gates(memory.hiddenWeights(), units), 1, gates, units);
        // A second bias, of the hidden values, is zero.
        var bias = new float[2 * gates];
        System.arraycopy(gates(memory.bias(), 1), 0, bias, 0, gates);
        weights("b", bias, 1, 2 * gates);
        weights("v", parameters.floats(memory.output().weights()), units, 1);
        weights("d", parameters.floats(memory.output().bias()), 1);
        node("Transpose", List.of(input), List.of("x"), wholes("perm", 1, 0, 2));
        node(
                "LSTM",
                List.of("x", "w", "u", "b"),
                List.of("", "hidden"),
                AttributeMessage.newBuilder()
                        .setName("hidden_size")
                        .setKind(WHOLE)
                        .setWhole(units)
                        .build());
        numbers("rows", 1, units);
        node("Reshape", List.of("hidden", "rows"), List.of("last"));
        node("Gemm", List.of("last", "v", "d"), List.of("sum"));
        numbers("one", 1);
        node("Reshape", List.of("sum", "one"), List.of(output));
        graph.addInputs(value(input, 1, memory.steps(), memory.inputs()));
        graph.addOutputs(value(output, 1));
        return ModelMessage.newBuilder()
                .setIrVersion(IR_VERSION)
                .setGraph(graph)
                .addOperatorSets(OperatorSetMessage.newBuilder().setDomain("").setVersion(OPSET))
                .build()
                .toByteArray();
    }

    /** {@code [rows, 4 units]} as {@code [4 units, rows]}, gates in ONNX's order. */
    private float[] gates(String name, int rows) {
        int units = memory.units();
        float[] from = parameters.floats(name);
        float[] to = new float[from.length];
        for (int gate = 0; gate < Memory.GATES; gate++) {
            for (int unit = 0; unit < units; unit++) {
                for (int row = 0; row < rows; row++) {
                    to[(gate * units + unit) * rows + row] =
                            from[(row * Memory.GATES + GATE_ORDER[gate]) * units + unit];
                }
            }
        }
        return to;
    }

    private void weights(String name, float[] values, long... dims) {
        var raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        var tensor =
                TensorMessage.newBuilder()
                        .setName(name)
                        .setElementType(FLOAT)
                        .setRaw(ByteString.copyFrom(raw));
        for (long dim : dims) {
            tensor.addDims(dim);
        }
        graph.addInitializers(tensor);
    }

    private void numbers(String name, long... values) {
        var tensor = TensorMessage.newBuilder().setName(name).setElementType(WHOLES);
        for (long value : values) {
            tensor.addInt64S(value);
        }
        graph.addInitializers(tensor.addDims(values.length));
    }

    private void node(
            String operator,
            List<String> inputs,
            List<String> outputs,
            AttributeMessage... attributes) {
        graph.addNodes(
                NodeMessage.newBuilder()
                        .setOperator(operator)
                        .addAllInputs(inputs)
                        .addAllOutputs(outputs)
                        .addAllAttributes(List.of(attributes)));
    }

    private static AttributeMessage wholes(String name, long... values) {
        var attribute = AttributeMessage.newBuilder().setName(name).setKind(WHOLES);
        for (long value : values) {
            attribute.addWholes(value);
        }
        return attribute.build();
    }

    private static ValueMessage value(String name, long... dims) {
        var shape = ShapeMessage.newBuilder();
        for (long dim : dims) {
            shape.addDims(DimensionMessage.newBuilder().setValue(dim));
        }
        var tensor = TensorTypeMessage.newBuilder().setElementType(FLOAT).setShape(shape);
        return ValueMessage.newBuilder()
                .setName(name)
                .setType(TypeMessage.newBuilder().setTensor(tensor))
                .build();
    }
}
