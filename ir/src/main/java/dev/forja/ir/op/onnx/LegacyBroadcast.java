package dev.forja.ir.op.onnx;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Broadcasting of elementwise operators: by the rules of NumPy since operator set 7; before that
 * the second operand's axes were placed by an attribute.
 */
public final class LegacyBroadcast {
    static final Set<String> ATTRIBUTES = Set.of("axis", "broadcast");

    private LegacyBroadcast() {}

    /** Applies an operator to operands that broadcast in the way of the node's operator set. */
    public static Value apply(OnnxCall call, ElementwiseOp op, List<Value> operands) {
        var placed = new ArrayList<>(operands);
        if (call.version() < 7
                && operands.size() == 2
                && call.flag("broadcast", false)
                && call.hasAttribute("axis")) {
            placed.set(1, placed(call, operands.get(0), operands.get(1)));
        }
        return Broadcasting.apply(call.builder(), op, placed);
    }

    /**
     * The second operand with sizes of 1 behind it, so that its first axis lies on the given one.
     */
    private static Value placed(OnnxCall call, Value left, Value right) {
        int rank = left.type().rank();
        int behind = rank - call.axis("axis", 0, rank) - right.type().rank();
        if (behind <= 0) {
            return right;
        }
        var dims = new ArrayList<>(right.type().shape().dims());
        dims.addAll(Collections.nCopies(behind, Dim.ONE));
        return Emit.reshape(call.builder(), right, new Shape(dims));
    }
}
