package dev.forja.compiler.npy;

import dev.forja.runtime.ElementType;
import java.util.Arrays;
import java.util.Optional;

/** How NumPy stores elements. Half floats are widened when they are read. */
enum NpyStorage {
    F16("f2", ElementType.F32, Short.BYTES),
    /**
     * What the package ml_dtypes adds to NumPy, which writes it as two bytes of unknown meaning.
     */
    BF16("V2", ElementType.F32, Short.BYTES),
    F32("f4", ElementType.F32, Float.BYTES),
    F64("f8", ElementType.F64, Double.BYTES),
    I32("i4", ElementType.I32, Integer.BYTES),
    I64("i8", ElementType.I64, Long.BYTES),
    BOOL("b1", ElementType.BOOL, 1);

    private final String code;
    private final ElementType type;
    private final int bytes;

    NpyStorage(String code, ElementType type, int bytes) {
        this.code = code;
        this.type = type;
        this.bytes = bytes;
    }

    /** The storage of a type description, which begins with a sign for the order of bytes. */
    static Optional<NpyStorage> of(String descr) {
        return Arrays.stream(values())
                .filter(storage -> descr.matches("[<>|]" + storage.code))
                .findFirst();
    }

    ElementType type() {
        return type;
    }

    /** Bytes of an element in a file. */
    int bytes() {
        return bytes;
    }
}
