package dev.forja.ir.scalar;

/**
 * Fuses every product that is added or subtracted into one multiply-add, always in the same way:
 * the bits of a result depend on it. Of two products in a sum the left one is fused.
 */
public final class MultiplyAdd {
    private MultiplyAdd() {}

    public static ScalarExpr fuse(ScalarExpr expr) {
        return expr.rewrite(node -> {
            if (!(node instanceof ScalarExpr.Call(var fn, var args, var type)) || !type.isFloat()) {
                return node;
            }
            return switch (fn) {
                case ADD -> {
                    if (args.get(0) instanceof ScalarExpr.Call left && left.fn() == ScalarFn.MUL) {
                        yield fma(left.args().get(0), left.args().get(1), args.get(1));
                    }
                    if (args.get(1) instanceof ScalarExpr.Call right
                            && right.fn() == ScalarFn.MUL) {
                        yield fma(right.args().get(0), right.args().get(1), args.get(0));
                    }
                    yield node;
                }
                case SUB -> {
                    if (args.get(0) instanceof ScalarExpr.Call left && left.fn() == ScalarFn.MUL) {
                        yield fma(left.args().get(0), left.args().get(1), neg(args.get(1)));
                    }
                    if (args.get(1) instanceof ScalarExpr.Call right
                            && right.fn() == ScalarFn.MUL) {
                        yield fma(neg(right.args().get(0)), right.args().get(1), args.get(0));
                    }
                    yield node;
                }
                default -> node;
            };
        });
    }

    private static ScalarExpr fma(ScalarExpr a, ScalarExpr b, ScalarExpr c) {
        return ScalarExpr.call(ScalarFn.FMA, a, b, c);
    }

    private static ScalarExpr neg(ScalarExpr x) {
        return ScalarExpr.call(ScalarFn.NEG, x);
    }
}
