package dev.forja.ir.scalar;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The value of a scalar expression. Integers are exact in their width; a bool is 0 or 1. In {@link
 * Mode#REFERENCE} f32 is computed in f64; in {@link Mode#MACHINE} every operation on f32 is rounded
 * as machine code rounds it, so that an expanded expression gives the bits of the generated code.
 */
public final class ScalarEvaluator {
    public enum Mode {
        REFERENCE,
        MACHINE
    }

    /**
     * What leaves of an expression stand for. Numbers are {@link Double} or {@link Long} by their
     * type.
     */
    public interface Leaves {
        default Number arg(int index) {
            throw new IllegalStateException("no arguments here");
        }

        default long index(int axis) {
            throw new IllegalStateException("no axes here");
        }

        default Number load(Access access, DType type) {
            throw new IllegalStateException("no operands here");
        }

        default Number acc() {
            throw new IllegalStateException("no reduced value here");
        }

        default long dim(Dim dim) {
            return dim.constant();
        }
    }

    private final Mode mode;
    private final Leaves leaves;
    private final Map<ScalarExpr, Number> known = new IdentityHashMap<>();

    private ScalarEvaluator(Mode mode, Leaves leaves) {
        this.mode = mode;
        this.leaves = leaves;
    }

    public static Number evaluate(ScalarExpr expr, Mode mode, Leaves leaves) {
        return new ScalarEvaluator(mode, leaves).value(expr);
    }

    private Number value(ScalarExpr expr) {
        var done = known.get(expr);
        if (done == null) {
            done = compute(expr);
            known.put(expr, done);
        }
        return done;
    }

    private Number compute(ScalarExpr expr) {
        return switch (expr) {
            case ScalarExpr.Const(_, var value) -> value;
            case ScalarExpr.DimValue(var dim, var type) -> number(leaves.dim(dim), type);
            case ScalarExpr.Arg(var index, _) -> leaves.arg(index);
            case ScalarExpr.Index(var axis, var type) -> number(leaves.index(axis), type);
            case ScalarExpr.Load(var access, var type) -> leaves.load(access, type);
            case ScalarExpr.Acc _ -> leaves.acc();
            case ScalarExpr.Convert(var operand, var type) ->
                    convert(value(operand), operand.type(), type);
            case ScalarExpr.Bitcast(var operand, var type) -> bitcast(value(operand), type);
            case ScalarExpr.Call call -> call(call);
        };
    }

    private Number number(long value, DType type) {
        return type.isFloat() ? round(value, type) : (Number) value;
    }

    private Number round(double value, DType type) {
        return mode == Mode.MACHINE && type == DType.F32 ? (double) (float) value : value;
    }

    private Number convert(Number value, DType from, DType to) {
        if (to == DType.BOOL) {
            return from.isFloat()
                    ? (value.doubleValue() != 0 ? 1L : 0L)
                    : value.longValue() != 0 ? 1L : 0L;
        }
        if (to.isFloat()) {
            return round(from.isFloat() ? value.doubleValue() : (double) value.longValue(), to);
        }
        if (!from.isFloat()) {
            return wrap(value.longValue(), to);
        }
        return to == DType.I32 ? (long) (int) value.doubleValue() : (long) value.doubleValue();
    }

    private static Number bitcast(Number value, DType to) {
        return switch (to) {
            case F32 -> (double) Float.intBitsToFloat(value.intValue());
            case F64 -> Double.longBitsToDouble(value.longValue());
            case I32 -> (long) Float.floatToRawIntBits(value.floatValue());
            case I64 -> Double.doubleToRawLongBits(value.doubleValue());
            case BOOL -> value;
        };
    }

    private Number call(ScalarExpr.Call call) {
        var args = call.args();
        if (call.fn() == ScalarFn.WHERE) {
            return value(args.get(0)).longValue() != 0 ? value(args.get(1)) : value(args.get(2));
        }
        var a = value(args.getFirst());
        var b = args.size() > 1 ? value(args.get(1)) : null;
        var type = args.getFirst().type();
        if (call.fn().isComparison()) {
            return (type.isFloat()
                            ? compare(call.fn(), a.doubleValue(), b.doubleValue())
                            : compareLong(call.fn(), Long.compare(a.longValue(), b.longValue())))
                    ? 1L
                    : 0L;
        }
        if (!type.isFloat()) {
            return wrap(
                    integer(call.fn(), a.longValue(), b == null ? 0 : b.longValue(), type), type);
        }
        if (call.fn() == ScalarFn.FMA) {
            return fma(a, b, value(args.get(2)), type);
        }
        double right = b == null ? 0 : b.doubleValue();
        return round(ScalarMath.apply(call.fn(), a.doubleValue(), right), type);
    }

    private Number fma(Number a, Number b, Number c, DType type) {
        return mode == Mode.MACHINE && type == DType.F32
                ? (double) Math.fma(a.floatValue(), b.floatValue(), c.floatValue())
                : Math.fma(a.doubleValue(), b.doubleValue(), c.doubleValue());
    }

    private static boolean compare(ScalarFn fn, double a, double b) {
        return switch (fn) {
            case EQ -> a == b;
            case NE -> a != b;
            case LT -> a < b;
            case LE -> a <= b;
            case GT -> a > b;
            case GE -> a >= b;
            default -> throw new IllegalArgumentException(fn.text());
        };
    }

    private static boolean compareLong(ScalarFn fn, int order) {
        return compare(fn, order, 0);
    }

    private static long wrap(long value, DType type) {
        return type == DType.I32 ? (int) value : value;
    }

    private static long integer(ScalarFn fn, long a, long b, DType type) {
        int mask = type == DType.I32 ? 31 : 63;
        return switch (fn) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> b == 0 ? 0 : a / b;
            case REM -> b == 0 ? 0 : a % b;
            case NEG -> -a;
            case ABS -> Math.abs(a);
            case SIGN -> Long.signum(a);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case NOT -> type == DType.BOOL ? 1 - a : ~a;
            case SHL -> a << (b & mask);
            case SHR -> a >> (b & mask);
            case USHR -> type == DType.I32 ? (a & 0xffffffffL) >>> (b & mask) : a >>> (b & mask);
            default -> throw new IllegalArgumentException(fn.text() + " of integers");
        };
    }
}
