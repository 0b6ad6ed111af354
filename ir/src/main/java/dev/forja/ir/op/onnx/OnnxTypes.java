package dev.forja.ir.op.onnx;

import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;

/** The element types of ONNX by their number. */
public final class OnnxTypes {
    private static final List<String> NAMES =
            List.of(
                    "undefined",
                    "float32",
                    "uint8",
                    "int8",
                    "uint16",
                    "int16",
                    "int32",
                    "int64",
                    "string",
                    "bool",
                    "float16",
                    "float64",
                    "uint32",
                    "uint64",
                    "complex64",
                    "complex128",
                    "bfloat16",
                    "float8e4m3fn",
                    "float8e4m3fnuz",
                    "float8e5m2",
                    "float8e5m2fnuz",
                    "uint4",
                    "int4",
                    "float4e2m1",
                    "float8e8m0",
                    "uint2",
                    "int2");

    private OnnxTypes() {}

    public static String name(int number) {
        return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "type " + number;
    }

    /** The element type of the IR; empty for those that it doesn't have. */
    public static Optional<DType> find(int number) {
        return Optional.ofNullable(
                switch (name(number)) {
                    case "float32" -> DType.F32;
                    case "float64" -> DType.F64;
                    case "int32" -> DType.I32;
                    case "int64" -> DType.I64;
                    case "bool" -> DType.BOOL;
                    default -> null;
                });
    }

    /**
     * The element type of the IR.
     *
     * @throws OnnxProblem when it has none
     */
    public static DType of(long number) {
        return find((int) Math.clamp(number, -1, Integer.MAX_VALUE))
                .orElseThrow(() -> OnnxProblem.unsupported("element type " + name((int) number)));
    }
}
