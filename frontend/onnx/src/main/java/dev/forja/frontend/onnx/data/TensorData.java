package dev.forja.frontend.onnx.data;

import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.type.TensorType;
import java.lang.reflect.Array;

/**
 * A tensor out of a file.
 *
 * @param type element type and static shape
 * @param array {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]} or {@code
 *     boolean[]}, row-major
 * @param storage the element type in the file, which {@code type} carries
 */
public record TensorData(TensorType type, Object array, OnnxElement storage) implements OnnxTensor {
    public TensorData(TensorType type, Object array) {
        this(type, array, OnnxElement.of(type.dtype()));
    }

    /** A copy, unless it is such data already. */
    public static TensorData of(OnnxTensor tensor) {
        if (tensor instanceof TensorData data) {
            return data;
        }
        int size = Math.toIntExact(tensor.type().shape().size().constant());
        var array =
                switch (tensor.type().dtype()) {
                    case F32 -> new float[size];
                    case F64 -> new double[size];
                    case I32 -> new int[size];
                    case I64 -> new long[size];
                    case BOOL -> new boolean[size];
                };
        for (int i = 0; i < size; i++) {
            var element = tensor.element(i);
            switch (array) {
                case float[] values -> values[i] = element.floatValue();
                case double[] values -> values[i] = element.doubleValue();
                case int[] values -> values[i] = element.intValue();
                case long[] values -> values[i] = element.longValue();
                case boolean[] values -> values[i] = element.longValue() != 0;
                default -> throw new IllegalStateException(array.getClass().toString());
            }
        }
        return new TensorData(tensor.type(), array, tensor.storage());
    }

    /** Number of elements. */
    public int size() {
        return Array.getLength(array);
    }

    @Override
    public Number element(int position) {
        return switch (array) {
            case float[] values -> (Number) (double) values[position];
            case double[] values -> (Number) values[position];
            case int[] values -> (Number) (long) values[position];
            case long[] values -> (Number) values[position];
            case boolean[] values -> (Number) (values[position] ? 1L : 0L);
            default -> throw new IllegalStateException(array.getClass().toString());
        };
    }
}
