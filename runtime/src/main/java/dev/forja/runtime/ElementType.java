package dev.forja.runtime;

import java.util.Locale;

/** Type of the elements of a tensor, with the Java array that carries them. */
public enum ElementType {
    /** IEEE 754 binary32, carried by {@code float[]}. */
    F32(Float.BYTES, float[].class),
    /** IEEE 754 binary64, carried by {@code double[]}. */
    F64(Double.BYTES, double[].class),
    /** Two's complement, 32 bits, carried by {@code int[]}. */
    I32(Integer.BYTES, int[].class),
    /** Two's complement, 64 bits, carried by {@code long[]}. */
    I64(Long.BYTES, long[].class),
    /** Truth value, one byte (0 or 1) in a file, carried by {@code boolean[]}. */
    BOOL(1, boolean[].class);

    private final int bytes;
    private final Class<?> carrierClass;

    ElementType(int bytes, Class<?> carrierClass) {
        this.bytes = bytes;
        this.carrierClass = carrierClass;
    }

    /** Bytes of one element in a file. */
    public int bytes() {
        return bytes;
    }

    /** Class of the arrays that carry elements of this type, for example {@code float[].class}. */
    public Class<?> carrierClass() {
        return carrierClass;
    }

    /** Name in the text form of specifications: {@code f32}, {@code f64}, ... */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Name in safetensors files ({@code F32}, {@code F64}, {@code I32}, {@code I64}, {@code BOOL}).
     */
    public String safetensorsName() {
        return name();
    }

    /** Whether {@code array} is an array that carries elements of this type. */
    public boolean isCarrier(Object array) {
        return carrierClass.isInstance(array);
    }

    /** A new array of {@code length} zero (or false) elements. */
    public Object newCarrier(int length) {
        return switch (this) {
            case F32 -> new float[length];
            case F64 -> new double[length];
            case I32 -> new int[length];
            case I64 -> new long[length];
            case BOOL -> new boolean[length];
        };
    }

    /**
     * Length of an array of this type.
     *
     * @throws ClassCastException if {@code array} does not carry this type
     */
    public int length(Object array) {
        return switch (this) {
            case F32 -> ((float[]) array).length;
            case F64 -> ((double[]) array).length;
            case I32 -> ((int[]) array).length;
            case I64 -> ((long[]) array).length;
            case BOOL -> ((boolean[]) array).length;
        };
    }

    /**
     * The type with the given text form.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ElementType parse(String text) {
        for (var type : values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "unknown element type '" + text + "'; expected f32, f64, i32, i64 or bool");
    }

    /**
     * The type that {@code array} carries.
     *
     * @throws IllegalArgumentException if no element type is carried by such an object
     */
    public static ElementType ofCarrier(Object array) {
        for (var type : values()) {
            if (type.isCarrier(array)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "no element type is carried by "
                        + (array == null ? "null" : array.getClass().getTypeName()));
    }
}
