package dev.forja.passes.kernel;

import dev.forja.ir.type.TensorType;

/**
 * A dense row-major tensor in memory. Several values may be views of one buffer (reshape), so its
 * type says the element type and the size; the shape in which a kernel sees it stands in that
 * kernel.
 */
public record Buffer(int id, String name, TensorType type) {
    @Override
    public String toString() {
        return "#" + id + ":" + name;
    }
}
