package dev.forja.runtime;

import java.util.Arrays;
import java.util.Objects;

/**
 * A named tensor in a part of an array: what {@link TensorFile} writes from and reads into.
 *
 * @param name name in the file
 * @param type element type
 * @param shape sizes of the dimensions
 * @param carrier array of the element type; not copied
 * @param offset index of the first element
 */
public record TensorBlock(String name, ElementType type, int[] shape, Object carrier, int offset) {
    public TensorBlock {
        Objects.requireNonNull(name, "name");
        shape = shape.clone();
        long end = offset;
        long count = 1;
        for (int size : shape) {
            count = Math.multiplyExact(count, (long) size);
        }
        end += count;
        if (offset < 0 || count < 0 || end > type.length(carrier)) {
            throw new IllegalArgumentException(
                    "tensor '"
                            + name
                            + "' "
                            + Arrays.toString(shape)
                            + " at "
                            + offset
                            + " does not lie in its array of "
                            + type.length(carrier));
        }
    }

    /** The block of a parameter in the array of its element type, under its name with a prefix. */
    public static TensorBlock of(String prefix, ParameterSpec parameter, Object carrier) {
        return new TensorBlock(
                prefix + parameter.name(),
                parameter.type(),
                parameter.shape(),
                carrier,
                parameter.offset());
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    /** Number of elements. */
    public int elements() {
        int count = 1;
        for (int size : shape) {
            count *= size;
        }
        return count;
    }

    /** Bytes that the elements take in a file. */
    public long bytes() {
        return (long) elements() * type.bytes();
    }

    /** Equal name, type, shape and offset, and the very same array. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TensorBlock that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(shape, that.shape)
                && carrier == that.carrier
                && offset == that.offset;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name, type, Arrays.hashCode(shape), System.identityHashCode(carrier), offset);
    }
}
