package dev.forja.passes.tensor.pattern;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.HoldsNumbers;
import dev.forja.ir.op.KeepsElements;
import java.util.Optional;

/** Values that are one number everywhere. */
final class Numbers {
    private Numbers() {}

    static Optional<Double> of(Value value) {
        var node = value.definition();
        if (node == null) {
            return Optional.empty();
        }
        return switch (node.op()) {
            case HoldsNumbers numbers -> numbers.number();
            case KeepsElements _ -> of(node.operands().getFirst());
            default -> Optional.empty();
        };
    }
}
