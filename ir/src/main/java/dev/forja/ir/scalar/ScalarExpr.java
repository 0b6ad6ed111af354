package dev.forja.ir.scalar;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An expression over single elements: the meaning of an elementwise operator (over {@link Arg}s)
 * and the body and the epilogue of a kernel (over {@link Load}s, {@link Index}es and {@link Acc}).
 */
public sealed interface ScalarExpr {
    DType type();

    /** A number: {@link Double} for floating types, {@link Long} for integers and bool (0, 1). */
    record Const(DType type, Number value) implements ScalarExpr {
        public Const {
            if (type.isFloat() != value instanceof Double) {
                throw new IllegalArgumentException(type + " constant as " + value.getClass());
            }
        }
    }

    /** A dimension as a number. */
    record DimValue(Dim dim, DType type) implements ScalarExpr {}

    /** An operand of an elementwise formula. */
    record Arg(int index, DType type) implements ScalarExpr {}

    /** The position on a kernel's axis. */
    record Index(int axis, DType type) implements ScalarExpr {}

    /** An element of a kernel's operand. */
    record Load(Access access, DType type) implements ScalarExpr {}

    /** The reduced value, in a kernel's epilogue. */
    record Acc(DType type) implements ScalarExpr {}

    /** A function of the closed set. */
    record Call(ScalarFn fn, List<ScalarExpr> args, DType type) implements ScalarExpr {
        public Call {
            args = List.copyOf(args);
            if (args.size() != fn.arity()) {
                throw new IllegalArgumentException(
                        fn + " takes " + fn.arity() + " operands: " + args);
            }
        }
    }

    /**
     * To another type: float to integer truncates and saturates as a Java cast; to bool is {@code
     * != 0}; bool is 0 or 1.
     */
    record Convert(ScalarExpr operand, DType type) implements ScalarExpr {}

    /** The same bits as another type of the same width: f32 and i32, f64 and i64. */
    record Bitcast(ScalarExpr operand, DType type) implements ScalarExpr {}

    static Const constant(DType type, double value) {
        return type.isFloat()
                ? new Const(type, type == DType.F32 ? (double) (float) value : value)
                : new Const(type, (long) value);
    }

    static Const constant(DType type, long value) {
        return type.isFloat() ? constant(type, (double) value) : new Const(type, value);
    }

    static Const bool(boolean value) {
        return new Const(DType.BOOL, value ? 1L : 0L);
    }

    /** A call whose result type follows from the function and the first numeric operand. */
    static Call call(ScalarFn fn, ScalarExpr... args) {
        var type =
                fn.isComparison()
                        ? DType.BOOL
                        : fn == ScalarFn.WHERE ? args[1].type() : args[0].type();
        return new Call(fn, List.of(args), type);
    }

    /** Direct subexpressions in evaluation order. Those inside a load's access count too. */
    default List<ScalarExpr> children() {
        return switch (this) {
            case Const _, DimValue _, Arg _, Index _, Acc _ -> List.of();
            case Load(var access, _) -> access.scalars();
            case Call(_, var args, _) -> args;
            case Convert(var operand, _) -> List.of(operand);
            case Bitcast(var operand, _) -> List.of(operand);
        };
    }

    /** This node with each direct subexpression replaced. */
    default ScalarExpr mapChildren(UnaryOperator<ScalarExpr> change) {
        return switch (this) {
            case Const _, DimValue _, Arg _, Index _, Acc _ -> this;
            case Load(var access, var type) -> new Load(access.mapScalars(change), type);
            case Call(var fn, var args, var type) -> {
                var changed = new ArrayList<ScalarExpr>(args.size());
                args.forEach(arg -> changed.add(change.apply(arg)));
                yield new Call(fn, changed, type);
            }
            case Convert(var operand, var type) -> new Convert(change.apply(operand), type);
            case Bitcast(var operand, var type) -> new Bitcast(change.apply(operand), type);
        };
    }

    /**
     * Rewrites bottom-up: children first, then the rebuilt node. A shared subexpression is
     * rewritten once and stays shared, so that time and memory follow the number of distinct nodes
     * and not the size of the unfolded tree.
     */
    default ScalarExpr rewrite(UnaryOperator<ScalarExpr> change) {
        return rewrite(change, new IdentityHashMap<>());
    }

    private ScalarExpr rewrite(UnaryOperator<ScalarExpr> change, Map<ScalarExpr, ScalarExpr> done) {
        var known = done.get(this);
        if (known == null) {
            known = change.apply(mapChildren(child -> child.rewrite(change, done)));
            done.put(this, known);
        }
        return known;
    }

    /** Replaces every {@link Arg} by the expression of its index. */
    default ScalarExpr substitute(List<? extends ScalarExpr> args) {
        return rewrite(expr -> expr instanceof Arg(var index, _) ? args.get(index) : expr);
    }
}
