package dev.forja.ir.lowered;

import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;

/** Where a buffer lies: an array and the offset of its first element. */
public sealed interface Storage {
    /** An argument of the call: offset 0. */
    record Input(int index) implements Storage {}

    /** A result array of the call: offset 0. */
    record Output(int index) implements Storage {}

    /** In the caller's workspace, in the array of the element type. */
    record Scratch(DType dtype, Dim offset) implements Storage {}

    /**
     * In the model's parameters (or the training state's copy), in the array of the element type.
     */
    record Parameter(DType dtype, long offset) implements Storage {}

    /** In the constants that were packed at load; f32. */
    record Packed(long offset) implements Storage {}

    /** In the optimizer's slots; f32. */
    record Slot(long offset) implements Storage {}
}
