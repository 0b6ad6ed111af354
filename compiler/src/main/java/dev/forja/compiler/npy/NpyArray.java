package dev.forja.compiler.npy;

import dev.forja.runtime.ElementType;
import java.util.Arrays;

/**
 * A dense array in C order.
 *
 * @param type element type
 * @param shape sizes, outermost first; empty for a scalar
 * @param data carrier of the element type, as long as the shape says
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between a file and a call, never compared
public record NpyArray(ElementType type, int[] shape, Object data) {
    public NpyArray {
        long elements = 1;
        for (int size : shape) {
            elements *= size;
        }
        if (elements != type.length(data)) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " with " + type.length(data) + " elements");
        }
    }

    /** Type and shape: {@code f32 [2, 64]}. */
    public String describe() {
        return type.text() + " " + Arrays.toString(shape);
    }
}
