package dev.forja.runtime;

import java.util.Arrays;
import java.util.Objects;

/**
 * One parameter of a model: where its values lie and how they begin.
 *
 * @param name path in the model source, for example {@code output.weights}
 * @param type element type
 * @param shape sizes of the dimensions, outermost first; empty for a scalar
 * @param trainable whether a training step may change it
 * @param init initial values
 * @param offset index of its first element in the array of its element type
 */
public record ParameterSpec(
        String name,
        ElementType type,
        int[] shape,
        boolean trainable,
        Initializer init,
        int offset) {
    public ParameterSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(init, "init");
        shape = shape.clone();
        if (offset < 0) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "': negative offset " + offset);
        }
        if ((long) offset + count(name, shape) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' ends beyond 2^31 - 1 elements of " + type.text());
        }
        init.checkType(name, type);
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    /** Number of elements: the product of the shape. */
    public int elements() {
        return (int) count(name, shape);
    }

    /**
     * Whether {@code other} has the same name, type, shape and place, whatever its initial values.
     */
    public boolean sameLayout(ParameterSpec other) {
        return name.equals(other.name)
                && type == other.type
                && offset == other.offset
                && Arrays.equals(shape, other.shape);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterSpec that
                && sameLayout(that)
                && trainable == that.trainable
                && init.equals(that.init);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, Arrays.hashCode(shape), trainable, init, offset);
    }

    /** Name, type, shape and initial values: {@code w1: f32 [64, 128] = truncatedNormal 0.1}. */
    @Override
    public String toString() {
        return name + ": " + type.text() + " " + Arrays.toString(shape) + " = " + init;
    }

    private static long count(String name, int[] shape) {
        long count = 1;
        for (int size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "parameter '" + name + "': negative size in " + Arrays.toString(shape));
            }
            count *= size;
            if (count > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "parameter '"
                                + name
                                + "': more than 2^31 - 1 elements in "
                                + Arrays.toString(shape));
            }
        }
        return count;
    }
}
