package dev.forja.ir.scalar;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Symbolic derivatives of formulas. Functions without a derivative almost everywhere (comparisons,
 * rounding, integers) count as constant. Equal operands of min and max share the derivative.
 */
public final class ScalarDerivative {
    private final int arg;
    private final Map<ScalarExpr, ScalarExpr> known = new IdentityHashMap<>();

    private ScalarDerivative(int arg) {
        this.arg = arg;
    }

    /**
     * The derivative by an argument, simplified; a constant 0 when the formula doesn't depend on
     * it.
     */
    public static ScalarExpr of(ScalarExpr formula, int arg) {
        return ScalarSimplifier.simplify(new ScalarDerivative(arg).derive(formula));
    }

    private ScalarExpr derive(ScalarExpr expr) {
        var done = known.get(expr);
        if (done == null) {
            done = compute(expr);
            known.put(expr, done);
        }
        return done;
    }

    private ScalarExpr compute(ScalarExpr expr) {
        return switch (expr) {
            case ScalarExpr.Arg(var index, var type) ->
                    number(expr, index == arg && type.isFloat() ? 1 : 0);
            case ScalarExpr.Convert(var operand, var type) ->
                    type.isFloat() && operand.type().isFloat()
                            ? new ScalarExpr.Convert(derive(operand), type)
                            : number(expr, 0);
            case ScalarExpr.Call call when call.type().isFloat() -> call(call);
            default -> number(expr, 0);
        };
    }

    private static ScalarExpr number(ScalarExpr like, double value) {
        return like.type().isFloat()
                ? ScalarExpr.constant(like.type(), value)
                : ScalarExpr.constant(like.type(), (long) value);
    }

    private ScalarExpr call(ScalarExpr.Call call) {
        if (call.fn() == ScalarFn.WHERE) {
            return where(
                    call.args().get(0), derive(call.args().get(1)), derive(call.args().get(2)));
        }
        var partials = partials(call);
        ScalarExpr sum = number(call, 0);
        for (int i = 0; i < partials.size(); i++) {
            var inner = derive(call.args().get(i));
            if (!isZero(inner)) {
                sum = add(sum, mul(partials.get(i), inner));
            }
        }
        return sum;
    }

    private static boolean isZero(ScalarExpr expr) {
        return expr instanceof ScalarExpr.Const(_, var value) && value.doubleValue() == 0;
    }

    /** The partial derivative by each operand. */
    private static List<ScalarExpr> partials(ScalarExpr.Call call) {
        var args = call.args();
        var x = args.getFirst();
        var y = args.size() > 1 ? args.get(1) : null;
        var one = number(call, 1);
        var zero = number(call, 0);
        return switch (call.fn()) {
            case ADD -> List.of(one, one);
            case SUB -> List.of(one, number(call, -1));
            case MUL -> List.of(y, x);
            case DIV -> List.of(div(one, y), neg(div(call, y)));
            case REM -> List.of(one, neg(truncated(div(x, y))));
            case FMA -> List.of(y, x, one);
            case NEG -> List.of(number(call, -1));
            case ABS -> List.of(ScalarExpr.call(ScalarFn.SIGN, x));
            case MIN -> choice(x, y, ScalarFn.LT);
            case MAX -> choice(x, y, ScalarFn.GT);
            case SQRT -> List.of(div(number(call, 0.5), call));
            case EXP -> List.of(call);
            case EXPM1 -> List.of(add(call, one));
            case LOG -> List.of(div(one, x));
            case LOG1P -> List.of(div(one, add(one, x)));
            case TANH -> List.of(sub(one, mul(call, call)));
            case SIGMOID -> List.of(mul(call, sub(one, call)));
            case ERF ->
                    List.of(
                            mul(
                                    number(call, 2 / Math.sqrt(Math.PI)),
                                    ScalarExpr.call(ScalarFn.EXP, neg(mul(x, x)))));
            case SIN -> List.of(ScalarExpr.call(ScalarFn.COS, x));
            case COS -> List.of(neg(ScalarExpr.call(ScalarFn.SIN, x)));
            case POW -> power(call, x, y, zero);
            default -> {
                var zeros = new ArrayList<ScalarExpr>();
                args.forEach(_ -> zeros.add(zero));
                yield zeros;
            }
        };
    }

    private static ScalarExpr truncated(ScalarExpr quotient) {
        var down = ScalarExpr.call(ScalarFn.FLOOR, quotient);
        var up = ScalarExpr.call(ScalarFn.CEIL, quotient);
        return where(ScalarExpr.call(ScalarFn.LT, quotient, number(quotient, 0)), up, down);
    }

    /** 1 for the chosen operand, 0 for the other, a half each where they are equal. */
    private static List<ScalarExpr> choice(ScalarExpr x, ScalarExpr y, ScalarFn wins) {
        var half = where(ScalarExpr.call(ScalarFn.EQ, x, y), number(x, 0.5), number(x, 0));
        var one = number(x, 1);
        return List.of(
                where(ScalarExpr.call(wins, x, y), one, half),
                where(ScalarExpr.call(wins, y, x), one, half));
    }

    /** y * x^(y-1), and x^y * ln x; the latter is 0 at x = 0, where x^y is. */
    private static List<ScalarExpr> power(
            ScalarExpr call, ScalarExpr x, ScalarExpr y, ScalarExpr zero) {
        var byBase = mul(y, ScalarExpr.call(ScalarFn.POW, x, sub(y, number(y, 1))));
        var isZero = ScalarExpr.call(ScalarFn.EQ, x, zero);
        var log = ScalarExpr.call(ScalarFn.LOG, where(isZero, number(x, 1), x));
        return List.of(byBase, mul(call, log));
    }

    private static ScalarExpr add(ScalarExpr a, ScalarExpr b) {
        return isZero(a) ? b : ScalarExpr.call(ScalarFn.ADD, a, b);
    }

    private static ScalarExpr sub(ScalarExpr a, ScalarExpr b) {
        return ScalarExpr.call(ScalarFn.SUB, a, b);
    }

    private static ScalarExpr mul(ScalarExpr a, ScalarExpr b) {
        return ScalarExpr.call(ScalarFn.MUL, a, b);
    }

    private static ScalarExpr div(ScalarExpr a, ScalarExpr b) {
        return ScalarExpr.call(ScalarFn.DIV, a, b);
    }

    private static ScalarExpr neg(ScalarExpr a) {
        return ScalarExpr.call(ScalarFn.NEG, a);
    }

    private static ScalarExpr where(ScalarExpr condition, ScalarExpr a, ScalarExpr b) {
        return ScalarExpr.call(ScalarFn.WHERE, condition, a, b);
    }
}
