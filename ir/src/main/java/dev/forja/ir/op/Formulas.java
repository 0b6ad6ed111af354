package dev.forja.ir.op;

import dev.forja.ir.diag.TypeException;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How elementwise operators write their formulas and check their operands. */
public final class Formulas {
    private Formulas() {}

    /** Which element types a function takes. */
    public enum Kind {
        FLOAT("f32 or f64"),
        NUMERIC("f32, f64, i32 or i64"),
        INTEGER("i32 or i64"),
        LOGICAL("bool"),
        ANY("equal types");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        boolean takes(DType type) {
            return switch (this) {
                case FLOAT -> type.isFloat();
                case NUMERIC -> type != DType.BOOL;
                case INTEGER -> type.isInteger();
                case LOGICAL -> type == DType.BOOL;
                case ANY -> true;
            };
        }
    }

    /** A formula that is one function of the operands in order; all of one type. */
    public static ScalarExpr call(ElementwiseOp op, ScalarFn fn, Kind kind, List<DType> types) {
        if (types.size() != fn.arity()) {
            throw new TypeException(
                    op.mnemonic(),
                    "wrong number of operands",
                    fn.arity() + "",
                    types.size() + "",
                    "");
        }
        require(op, types.stream().allMatch(kind::takes), kind.text, types);
        require(op, types.stream().distinct().count() == 1, "operands of one type", types);
        return ScalarExpr.call(fn, args(types));
    }

    public static void require(
            ElementwiseOp op, boolean holds, String expected, List<DType> types) {
        if (!holds) {
            throw new TypeException(
                    op.mnemonic(),
                    "element types don't fit",
                    expected,
                    types.stream().map(DType::text).collect(Collectors.joining(", ")),
                    "convert one of the operands with cast");
        }
    }

    public static ScalarExpr[] args(List<DType> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> new ScalarExpr.Arg(i, types.get(i)))
                .toArray(ScalarExpr[]::new);
    }

    /** The only operand, which has to be floating point. */
    public static ScalarExpr floatOperand(ElementwiseOp op, List<DType> types) {
        if (types.size() != 1) {
            throw new TypeException(
                    op.mnemonic(), "wrong number of operands", "1", types.size() + "", "");
        }
        require(op, types.getFirst().isFloat(), Kind.FLOAT.text, types);
        return new ScalarExpr.Arg(0, types.getFirst());
    }

    /** A constant of the same type as another expression. */
    public static ScalarExpr of(ScalarExpr like, double value) {
        return ScalarExpr.constant(like.type(), value);
    }

    public static ScalarExpr add(ScalarExpr a, ScalarExpr b) {
        return ScalarExpr.call(ScalarFn.ADD, a, b);
    }

    public static ScalarExpr sub(ScalarExpr a, ScalarExpr b) {
        return ScalarExpr.call(ScalarFn.SUB, a, b);
    }

    public static ScalarExpr mul(ScalarExpr a, ScalarExpr b) {
        return ScalarExpr.call(ScalarFn.MUL, a, b);
    }

    public static ScalarExpr div(ScalarExpr a, ScalarExpr b) {
        return ScalarExpr.call(ScalarFn.DIV, a, b);
    }

    public static ScalarExpr neg(ScalarExpr a) {
        return ScalarExpr.call(ScalarFn.NEG, a);
    }

    public static ScalarExpr where(ScalarExpr condition, ScalarExpr a, ScalarExpr b) {
        return ScalarExpr.call(ScalarFn.WHERE, condition, a, b);
    }
}
