package dev.forja.ir.lowered;

import dev.forja.ir.graph.ModelDef;
import java.util.List;
import java.util.Map;

/**
 * A model ready for the backend.
 *
 * @param model names, documentation, parameters
 * @param parameterOffsets of each parameter in the array of its element type
 * @param slotCounts floats of optimizer state by the name of the loss
 * @param variants one per lane count
 */
public record LoweredModel(
        ModelDef model,
        Map<String, Long> parameterOffsets,
        Map<String, Long> slotCounts,
        List<LoweredVariant> variants) {
    public LoweredModel {
        parameterOffsets = Map.copyOf(parameterOffsets);
        slotCounts = Map.copyOf(slotCounts);
        variants = List.copyOf(variants);
    }
}
