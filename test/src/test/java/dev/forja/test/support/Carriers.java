package dev.forja.test.support;

import dev.forja.ir.interp.Tensor;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;

/** Tensors of the interpreter as the arrays of generated code, and back. */
public final class Carriers {
    private Carriers() {}

    public static Class<?> type(DType type) {
        return switch (type) {
            case F32 -> float[].class;
            case F64 -> double[].class;
            case I32 -> int[].class;
            case I64 -> long[].class;
            case BOOL -> boolean[].class;
        };
    }

    public static Object of(Tensor tensor) {
        int size = tensor.size();
        return switch (tensor.type().dtype()) {
            case F32 -> {
                var array = new float[size];
                for (int i = 0; i < size; i++) {
                    array[i] = (float) tensor.floats()[i];
                }
                yield array;
            }
            case F64 -> tensor.floats().clone();
            case I32 -> {
                var array = new int[size];
                for (int i = 0; i < size; i++) {
                    array[i] = (int) tensor.integers()[i];
                }
                yield array;
            }
            case I64 -> tensor.integers().clone();
            case BOOL -> {
                var array = new boolean[size];
                for (int i = 0; i < size; i++) {
                    array[i] = tensor.integers()[i] != 0;
                }
                yield array;
            }
        };
    }

    /** The tensor of an array that is exactly as long as the type. */
    public static Tensor tensor(TensorType type, Object array) {
        var tensor = Tensor.zeros(type);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(
                    i,
                    switch (array) {
                        case float[] values -> (double) values[i];
                        case double[] values -> values[i];
                        case int[] values -> (long) values[i];
                        case long[] values -> values[i];
                        case boolean[] values -> values[i] ? 1L : 0L;
                        default -> throw new IllegalArgumentException(array.getClass().getName());
                    });
        }
        return tensor;
    }
}
