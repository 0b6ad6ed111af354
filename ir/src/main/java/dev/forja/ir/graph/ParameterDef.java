package dev.forja.ir.graph;

import dev.forja.ir.diag.Location;
import dev.forja.ir.type.TensorType;

/**
 * A parameter of a model.
 *
 * @param name path of the field through the layers: {@code output.weights}
 * @param type static shape
 * @param initializer text that the runtime reads: {@code truncatedNormal 0.1}
 */
public record ParameterDef(
        String name, TensorType type, String initializer, boolean trainable, Location location) {}
