package dev.forja.ir.type;

import java.util.Locale;

/** Element type of a tensor. */
public enum DType {
    F32(4),
    F64(8),
    I32(4),
    I64(8),
    BOOL(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one element in its JVM array, in bytes. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloat() {
        return this == F32 || this == F64;
    }

    public boolean isInteger() {
        return this == I32 || this == I64;
    }

    /** The name in the text form: {@code f32}, {@code bool}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The inverse of {@link #text()}. */
    public static DType parse(String text) {
        for (var type : values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown element type '" + text + "'");
    }
}
