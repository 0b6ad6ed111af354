package dev.forja.frontend.onnx.data;

import com.google.protobuf.ByteString;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Reads tensors in all their encodings. Nothing is allocated before the data is known to be as long
 * as the shape claims.
 */
public final class TensorReader {
    private static final int EXTERNAL = 1;

    /** NumPy has the same limit. */
    private static final int RANK = 64;

    /** What a Java array holds at most. */
    private static final int ELEMENTS = Integer.MAX_VALUE - 8;

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
        var element = elementType(tensor.getElementType());
        return new TensorType(element.carrier(), Shape.of(dims));
    }

    /**
     * Refuses a type that no tensor can have, whatever its symbols stand for.
     *
     * @throws OnnxDataException when a size is negative or there are too many elements or axes
     */
    public static void require(TensorType type) {
        var known = type.shape().dims().stream().filter(Dim::isConstant);
        boolean isEmpty = type.shape().dims().stream().anyMatch(dim -> dim.isConstant(0));
        if (!isEmpty) {
            elements(known.mapToLong(Dim::constant).toArray());
        }
        if (type.rank() > RANK) {
            throw OnnxDataException.unsupported("tensor of rank " + type.rank());
        }
    }

    /**
     * An element type by its number.
     *
     * @throws OnnxDataException when it is not supported
     */
    public static OnnxElement elementType(int number) {
        return OnnxTypes.find(number)
                .orElseThrow(() ->
                        OnnxDataException.unsupported("element type " + OnnxTypes.name(number)));
    }

    /**
     * The number of elements of sizes out of a file.
     *
     * @throws OnnxDataException when no array has these sizes
     */
    public static int elements(long[] dims) {
        if (dims.length > RANK) {
            throw OnnxDataException.unsupported("tensor of rank " + dims.length);
        }
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
        if (elements > ELEMENTS) {
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
        var element = elementType(tensor.getElementType());
        if (tensor.getDataLocation() == EXTERNAL) {
            long bytes = (long) size * element.bytes();
            return new TensorData(type, raw(element, size, external.read(tensor, bytes)), element);
        }
        var array =
                tensor.hasRaw()
                        ? raw(element, size, buffer(tensor.getRaw()))
                        : typed(element, size, tensor);
        return new TensorData(type, array, element);
    }

    private static ByteBuffer buffer(ByteString bytes) {
        return bytes.asReadOnlyByteBuffer();
    }

    private static Object raw(OnnxElement element, int size, ByteBuffer bytes) {
        require((long) size * element.bytes(), bytes.remaining(), "bytes");
        var ordered = bytes.order(ByteOrder.LITTLE_ENDIAN);
        return element.isPlain()
                ? plain(element.carrier(), size, ordered)
                : carried(
                        element,
                        size,
                        i ->
                                switch (element.bytes()) {
                                    case 1 -> ordered.get(i);
                                    case 2 -> ordered.getShort(2 * i);
                                    case 4 -> ordered.getInt(4 * i);
                                    default -> ordered.getLong(8 * i);
                                });
    }

    /** The elements of a type that the IR has a wider one for, from their bits. */
    private static Object carried(OnnxElement element, int size, IntToLongFunction bits) {
        return switch (element.carrier()) {
            case F32 -> {
                var values = new float[size];
                for (int i = 0; i < size; i++) {
                    values[i] = element.ofBits(bits.applyAsLong(i)).floatValue();
                }
                yield values;
            }
            case I32 -> {
                var values = new int[size];
                Arrays.setAll(values, i -> element.ofBits(bits.applyAsLong(i)).intValue());
                yield values;
            }
            case I64 -> {
                var values = new long[size];
                Arrays.setAll(values, i -> element.ofBits(bits.applyAsLong(i)).longValue());
                yield values;
            }
            case F64, BOOL -> throw new IllegalStateException(element.name());
        };
    }

    private static Object plain(DType type, int size, ByteBuffer ordered) {
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

    private static Object typed(OnnxElement element, int size, TensorMessage tensor) {
        if (element.isPlain()) {
            return typed(element.carrier(), size, tensor);
        }
        boolean isLong = element == OnnxElement.U32 || element == OnnxElement.U64;
        require(size, isLong ? tensor.getUint64SCount() : tensor.getInt32SCount(), "elements");
        return carried(element, size, i -> isLong ? tensor.getUint64S(i) : tensor.getInt32S(i));
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
