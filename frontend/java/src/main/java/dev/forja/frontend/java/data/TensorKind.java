package dev.forja.frontend.java.data;

import dev.forja.ir.type.DType;
import java.util.Optional;

/** The Java types of tensors in a model source. */
public enum TensorKind {
    FLOAT("Tensor", DType.F32),
    INT("IntTensor", DType.I32),
    LONG("LongTensor", DType.I64),
    BOOL("BoolTensor", DType.BOOL);

    private final String javaName;
    private final DType type;

    TensorKind(String javaName, DType type) {
        this.javaName = javaName;
        this.type = type;
    }

    public String javaName() {
        return javaName;
    }

    public DType type() {
        return type;
    }

    public static Optional<TensorKind> named(String javaName) {
        for (var kind : values()) {
            if (kind.javaName.equals(javaName)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The kind of an element type; the language has no f64 tensors. */
    public static TensorKind of(DType type) {
        for (var kind : values()) {
            if (kind.type == type) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no tensors of " + type.text() + " in model sources");
    }
}
