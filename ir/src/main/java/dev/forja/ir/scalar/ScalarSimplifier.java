package dev.forja.ir.scalar;

import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Algebraic simplification by declared rules. A product with a constant 0 is 0: derivatives use
 * symbolic zeros, and a NaN in the other factor is not meant to survive.
 */
public final class ScalarSimplifier {
    /** A rule: what it is called, and the replacement where it applies. */
    private record Rule(String name, Function<ScalarExpr.Call, Optional<ScalarExpr>> apply) {}

    private static final List<Rule> RULES =
            List.of(
                    new Rule("fold constants", ScalarSimplifier::fold),
                    new Rule("0 + x", call -> when(call, ScalarFn.ADD, isConst(call, 0, 0), 1)),
                    new Rule("x + 0", call -> when(call, ScalarFn.ADD, isConst(call, 1, 0), 0)),
                    new Rule("x - 0", call -> when(call, ScalarFn.SUB, isConst(call, 1, 0), 0)),
                    new Rule("0 * x", call -> when(call, ScalarFn.MUL, isConst(call, 0, 0), 0)),
                    new Rule("x * 0", call -> when(call, ScalarFn.MUL, isConst(call, 1, 0), 1)),
                    new Rule("1 * x", call -> when(call, ScalarFn.MUL, isConst(call, 0, 1), 1)),
                    new Rule("x * 1", call -> when(call, ScalarFn.MUL, isConst(call, 1, 1), 0)),
                    new Rule("-1 * x", call -> negate(call, 0, 1)),
                    new Rule("x * -1", call -> negate(call, 1, 0)),
                    new Rule("x / 1", call -> when(call, ScalarFn.DIV, isConst(call, 1, 1), 0)),
                    new Rule("--x", ScalarSimplifier::doubleNegation),
                    new Rule("where with equal branches", ScalarSimplifier::equalBranches));

    private ScalarSimplifier() {}

    public static ScalarExpr simplify(ScalarExpr expr) {
        return expr.rewrite(node -> {
            if (!(node instanceof ScalarExpr.Call call)) {
                return node;
            }
            return RULES.stream()
                    .map(rule -> rule.apply().apply(call))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(node);
        });
    }

    private static Optional<ScalarExpr> when(
            ScalarExpr.Call call, ScalarFn fn, boolean holds, int keep) {
        return call.fn() == fn && holds ? Optional.of(call.args().get(keep)) : Optional.empty();
    }

    private static boolean isConst(ScalarExpr.Call call, int arg, double value) {
        return call.args().size() > arg
                && call.args().get(arg) instanceof ScalarExpr.Const(_, var number)
                && number.doubleValue() == value;
    }

    private static Optional<ScalarExpr> negate(ScalarExpr.Call call, int factor, int other) {
        return call.fn() == ScalarFn.MUL && isConst(call, factor, -1)
                ? Optional.of(ScalarExpr.call(ScalarFn.NEG, call.args().get(other)))
                : Optional.empty();
    }

    private static Optional<ScalarExpr> doubleNegation(ScalarExpr.Call call) {
        return call.fn() == ScalarFn.NEG
                        && call.args().getFirst() instanceof ScalarExpr.Call(var inner, var args, _)
                        && inner == ScalarFn.NEG
                ? Optional.of(args.getFirst())
                : Optional.empty();
    }

    private static Optional<ScalarExpr> equalBranches(ScalarExpr.Call call) {
        return call.fn() == ScalarFn.WHERE && call.args().get(1).equals(call.args().get(2))
                ? Optional.of(call.args().get(1))
                : Optional.empty();
    }

    private static Optional<ScalarExpr> fold(ScalarExpr.Call call) {
        if (!call.args().stream().allMatch(ScalarExpr.Const.class::isInstance)) {
            return Optional.empty();
        }
        var value =
                ScalarEvaluator.evaluate(
                        call, ScalarEvaluator.Mode.MACHINE, new ScalarEvaluator.Leaves() {});
        return Optional.of(
                call.type().isFloat()
                        ? ScalarExpr.constant(call.type(), value.doubleValue())
                        : new ScalarExpr.Const(
                                call.type(),
                                call.type() == DType.BOOL ? value.longValue() & 1 : value));
    }
}
