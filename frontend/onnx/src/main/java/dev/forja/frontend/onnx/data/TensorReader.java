package dev.forja.frontend.onnx.data;

import com.google.protobuf.ByteString;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads tensors in all their encodings. Nothing is allocated before the data is known to be as long
 * as the shape claims.
 */
public final class TensorReader {
    private static final int EXTERNAL = 1;

    private final ExternalFiles external;

    public TensorReader(ExternalFiles external) {
        this.external = external;
    }

    /**
     * The type of a tensor.
     *
     * @throws OnnxDataException when its element type or its sizes are impossible
     */
    public static TensorType type(TensorMessage tensor) {
        var dims = new long[tensor.getDimsCount()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = tensor.getDims(i);
        }
        elements(dims);
        return new TensorType(elementType(tensor.getElementType()), Shape.of(dims));
    }

    /**
     * An element type by its number.
     *
     * @throws OnnxDataException when the IR doesn't have it
     */
    public static DType elementType(int number) {
        return OnnxTypes.find(number)
                .orElseThrow(() ->
                        OnnxDataException.unsupported("element type " + OnnxTypes.name(number)));
    }

    private static int elements(long[] dims) {
        long elements = 1;
        boolean isEmpty = false;
        for (long dim : dims) {
            if (dim < 0) {
                throw OnnxDataException.invalid("tensor with the negative size " + dim);
            }
            isEmpty |= dim == 0;
            elements = Math.min(Integer.MAX_VALUE + 1L, elements * Math.min(dim, 1L << 31));
        }
        if (isEmpty) {
            return 0;
        }
        if (elements > Integer.MAX_VALUE - 8) {
            throw OnnxDataException.invalid("tensor with more than 2^31 elements");
        }
        return (int) elements;
    }

    /**
     * Reads a tensor.
     *
     * @throws OnnxDataException when data and shape don't agree or the type is not supported
     */
    public TensorData read(TensorMessage tensor) {
        var type = type(tensor);
        int size = Math.toIntExact(type.shape().size().constant());
        if (tensor.getDataLocation() == EXTERNAL) {
            long bytes = (long) size * fileBytes(type.dtype());
            return new TensorData(type, raw(type.dtype(), size, external.read(tensor, bytes)));
        }
        return tensor.hasRaw()
                ? new TensorData(type, raw(type.dtype(), size, buffer(tensor.getRaw())))
                : new TensorData(type, typed(type.dtype(), size, tensor));
    }

    private static ByteBuffer buffer(ByteString bytes) {
        return bytes.asReadOnlyByteBuffer();
    }

    private static int fileBytes(DType type) {
        return type.bytes();
    }

    private static Object raw(DType type, int size, ByteBuffer bytes) {
        long expected = (long) size * fileBytes(type);
        require(expected, bytes.remaining(), "bytes");
        var ordered = bytes.order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case F32 -> {
                var values = new float[size];
                ordered.asFloatBuffer().get(values);
                return values;
            }
            case F64 -> {
                var values = new double[size];
                ordered.asDoubleBuffer().get(values);
                return values;
            }
            case I32 -> {
                var values = new int[size];
                ordered.asIntBuffer().get(values);
                return values;
            }
            case I64 -> {
                var values = new long[size];
                ordered.asLongBuffer().get(values);
                return values;
            }
            case BOOL -> {
                var values = new boolean[size];
                for (int i = 0; i < size; i++) {
                    values[i] = ordered.get() != 0;
                }
                return values;
            }
        }
        throw new IllegalStateException(type.text());
    }

    private static Object typed(DType type, int size, TensorMessage tensor) {
        switch (type) {
            case F32 -> {
                require(size, tensor.getFloatsCount(), "elements");
                var values = new float[size];
                for (int i = 0; i < size; i++) {
                    values[i] = tensor.getFloats(i);
                }
                return values;
            }
            case F64 -> {
                require(size, tensor.getDoublesCount(), "elements");
                var values = new double[size];
                for (int i = 0; i < size; i++) {
                    values[i] = tensor.getDoubles(i);
                }
                return values;
            }
            case I64 -> {
                require(size, tensor.getInt64SCount(), "elements");
                var values = new long[size];
                for (int i = 0; i < size; i++) {
                    values[i] = tensor.getInt64S(i);
                }
                return values;
            }
            case I32 -> {
                require(size, tensor.getInt32SCount(), "elements");
                var values = new int[size];
                for (int i = 0; i < size; i++) {
                    values[i] = tensor.getInt32S(i);
                }
                return values;
            }
            case BOOL -> {
                require(size, tensor.getInt32SCount(), "elements");
                var values = new boolean[size];
                for (int i = 0; i < size; i++) {
                    values[i] = tensor.getInt32S(i) != 0;
                }
                return values;
            }
        }
        throw new IllegalStateException(type.text());
    }

    private static void require(long expected, long found, String what) {
        if (expected != found) {
            throw OnnxDataException.invalid(
                    "tensor of " + expected + " " + what + " by its shape has " + found);
        }
    }
}
