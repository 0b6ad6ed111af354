package dev.forja.ir.op.onnx;

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

    /** The number of an element type. */
    public static int number(OnnxElement element) {
        for (int number = 0; number < NAMES.size(); number++) {
            if (find(number).filter(element::equals).isPresent()) {
                return number;
            }
        }
        throw new IllegalStateException(element.name());
    }

    /** The element type; empty for those that are not supported. */
    public static Optional<OnnxElement> find(int number) {
        return Optional.ofNullable(
                switch (name(number)) {
                    case "float32" -> OnnxElement.F32;
                    case "float64" -> OnnxElement.F64;
                    case "int32" -> OnnxElement.I32;
                    case "int64" -> OnnxElement.I64;
                    case "bool" -> OnnxElement.BOOL;
                    case "uint8" -> OnnxElement.U8;
                    case "int8" -> OnnxElement.I8;
                    case "uint16" -> OnnxElement.U16;
                    case "int16" -> OnnxElement.I16;
                    case "uint32" -> OnnxElement.U32;
                    case "uint64" -> OnnxElement.U64;
                    case "float16" -> OnnxElement.F16;
                    case "bfloat16" -> OnnxElement.BF16;
                    default -> null;
                });
    }

    /**
     * The element type of a number.
     *
     * @throws OnnxProblem when it is not supported
     */
    public static OnnxElement of(long number) {
        return find((int) Math.clamp(number, -1, Integer.MAX_VALUE))
                .orElseThrow(() -> OnnxProblem.unsupported("element type " + name((int) number)));
    }
}
