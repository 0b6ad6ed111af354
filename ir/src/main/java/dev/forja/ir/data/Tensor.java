package dev.forja.ir.data;

import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * A tensor of known shape. Floating elements are kept in {@code floats}, integers and bool (0, 1)
 * in {@code integers}; the other array is empty.
 */
public record Tensor(TensorType type, double[] floats, long[] integers) {
    /** Zeros. */
    public static Tensor zeros(TensorType type) {
        int size = Math.toIntExact(type.shape().size().constant());
        return type.dtype().isFloat()
                ? new Tensor(type, new double[size], new long[0])
                : new Tensor(type, new double[0], new long[size]);
    }

    /** Elements by position in row-major order; converted to the element type. */
    public static Tensor of(TensorType type, IntToDoubleFunction values) {
        var tensor = zeros(type);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, values.applyAsDouble(i));
        }
        return tensor;
    }

    /** Elements by position in row-major order; integers keep all their bits. */
    public static Tensor ofNumbers(TensorType type, IntFunction<Number> values) {
        var tensor = zeros(type);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, values.apply(i));
        }
        return tensor;
    }

    /** A floating-point tensor. */
    public static Tensor of(DType dtype, Shape shape, double... values) {
        return of(new TensorType(dtype, shape), i -> values[i]);
    }

    public int size() {
        return Math.max(floats.length, integers.length);
    }

    public Number get(int position) {
        return type.dtype().isFloat() ? (Number) floats[position] : (Number) integers[position];
    }

    public void set(int position, Number value) {
        if (type.dtype().isFloat()) {
            floats[position] = value.doubleValue();
        } else {
            integers[position] = value.longValue();
        }
    }

    /** The same elements in another shape of the same size. */
    public Tensor withShape(Shape shape) {
        return new Tensor(type.withShape(shape), floats, integers);
    }

    public Tensor copy() {
        return new Tensor(type, floats.clone(), integers.clone());
    }

    @Override
    public String toString() {
        return type
                + (type.dtype().isFloat() ? Arrays.toString(floats) : Arrays.toString(integers));
    }
}
