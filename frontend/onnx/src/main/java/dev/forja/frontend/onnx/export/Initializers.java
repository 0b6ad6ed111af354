package dev.forja.frontend.onnx.export;

import com.google.protobuf.ByteString;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters and constants of a graph; equal constants are one. */
final class Initializers {
    private record Key(TensorType type, ByteString raw) {}

    private final Map<Name, TensorMessage.Builder> tensors = new LinkedHashMap<>();
    private final Map<Key, Name> constants = new HashMap<>();

    /** In the order in which they were added. */
    Map<Name, TensorMessage.Builder> tensors() {
        return tensors;
    }

    Name parameter(String name, TensorData data) {
        var added = new Name(name);
        tensors.put(added, message(data.type(), raw(data)));
        return added;
    }

    Name constant(Tensor tensor) {
        var raw = raw(tensor);
        return constants.computeIfAbsent(
                new Key(tensor.type(), raw),
                _ -> {
                    var added = new Name("constant");
                    tensors.put(added, message(tensor.type(), raw));
                    return added;
                });
    }

    /** A tensor as the value of an attribute. */
    static TensorMessage attribute(Tensor tensor) {
        return message(tensor.type(), raw(tensor)).build();
    }

    private static TensorMessage.Builder message(TensorType type, ByteString raw) {
        var message =
                TensorMessage.newBuilder()
                        .setElementType(OnnxTypes.number(OnnxElement.of(type.dtype())))
                        .setRaw(raw);
        type.shape().dims().forEach(dim -> message.addDims(dim.constant()));
        return message;
    }

    private static ByteString raw(Tensor tensor) {
        var bytes = buffer(tensor.type(), tensor.size());
        for (int i = 0; i < tensor.size(); i++) {
            put(bytes, tensor.type().dtype(), tensor.get(i));
        }
        return ByteString.copyFrom(bytes.flip());
    }

    private static ByteString raw(TensorData data) {
        var bytes = buffer(data.type(), data.size());
        for (int i = 0; i < data.size(); i++) {
            put(bytes, data.type().dtype(), data.element(i));
        }
        return ByteString.copyFrom(bytes.flip());
    }

    private static ByteBuffer buffer(TensorType type, int size) {
        int bytes = Math.multiplyExact(size, type.dtype().bytes());
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(ByteBuffer bytes, DType type, Number value) {
        switch (type) {
            case F32 -> bytes.putFloat(value.floatValue());
            case F64 -> bytes.putDouble(value.doubleValue());
            case I32 -> bytes.putInt(value.intValue());
            case I64 -> bytes.putLong(value.longValue());
            case BOOL -> bytes.put(value.byteValue());
        }
    }
}
