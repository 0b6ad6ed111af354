package dev.forja.passes.tensor.pattern;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.create.Constant;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.ExpandDims;
import dev.forja.ir.op.shape.Reshape;
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
            case Fill fill -> Optional.of(fill.value());
            case Constant constant -> constant.number();
            case Broadcast _, Reshape _, ExpandDims _ -> of(node.operands().getFirst());
            default -> Optional.empty();
        };
    }
}
