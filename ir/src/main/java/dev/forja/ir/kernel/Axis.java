package dev.forja.ir.kernel;

import dev.forja.ir.type.Dim;

/**
 * A loop of a kernel. The positions {@code 0..extent-1} of a reduction axis are combined in
 * increasing order.
 */
public record Axis(String name, Dim extent, Kind kind) {
    public enum Kind {
        PARALLEL,
        REDUCTION
    }

    public boolean isReduction() {
        return kind == Kind.REDUCTION;
    }
}
