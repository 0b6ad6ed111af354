package dev.forja.ir.op;

import dev.forja.ir.diag.TypeException;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that type inference shares; each failure names operator, expected and found. */
public final class Operands {
    private Operands() {}

    public static void count(TensorOp op, List<?> operands, int expected) {
        if (operands.size() != expected) {
            throw new TypeException(
                    op.mnemonic(),
                    "wrong number of operands",
                    expected + " operand" + (expected == 1 ? "" : "s"),
                    operands.size() + "",
                    "");
        }
    }

    public static void require(
            TensorOp op, boolean holds, String what, String expected, Object found) {
        if (!holds) {
            throw new TypeException(op.mnemonic(), what, expected, found.toString(), "");
        }
    }

    public static void rank(TensorOp op, String operand, TensorType type, int expected) {
        if (type.rank() != expected) {
            throw new TypeException(
                    op.mnemonic(),
                    "rank of " + operand,
                    "rank " + expected,
                    "rank " + type.rank() + " " + type,
                    "");
        }
    }

    /** The shape that all operands share. */
    public static Shape sameShape(TensorOp op, List<TensorType> operands) {
        var first = operands.getFirst().shape();
        if (operands.stream().anyMatch(type -> !type.shape().equals(first))) {
            throw new TypeException(
                    op.mnemonic(),
                    "operands of different shapes",
                    "equal shapes",
                    operands.stream()
                            .map(TensorType::toString)
                            .collect(Collectors.joining(" and ")),
                    "broadcast or reshape one of them");
        }
        return first;
    }

    /** An axis counted from the front; negative ones count from the back. */
    public static int axis(TensorOp op, int axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new TypeException(
                    op.mnemonic(),
                    "axis out of range",
                    "an axis from " + -rank + " to " + (rank - 1),
                    "" + axis,
                    "");
        }
        return axis < 0 ? axis + rank : axis;
    }
}
