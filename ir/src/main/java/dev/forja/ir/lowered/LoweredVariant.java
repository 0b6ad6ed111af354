package dev.forja.ir.lowered;

import dev.forja.ir.loop.LoopMethod;
import java.util.List;

/**
 * The model for one lane count.
 *
 * @param lanes f32 lanes of a vector: 1, 4, 8 or 16
 * @param methods by unique name; shared by all functions
 * @param functions of every kind; exactly one has kind PACK
 * @param packedSize floats of packed constants
 */
public record LoweredVariant(
        int lanes, List<LoopMethod> methods, List<LoweredFunction> functions, long packedSize) {
    public LoweredVariant {
        methods = List.copyOf(methods);
        functions = List.copyOf(functions);
    }
}
