package dev.forja.passes.kernel;

import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import java.util.OptionalInt;

/**
 * An axis whose position chooses between formulas. Where all its positions are computed side by
 * side, each is known, and code is written for the formula that it chooses alone.
 */
public final class ChoiceAxis {
    private ChoiceAxis() {}

    /**
     * A choice of an expression.
     *
     * @param axis whose position is compared
     * @param position at which the expression is {@code then}
     */
    public record Choice(int axis, long position, ScalarExpr then, ScalarExpr otherwise) {
        /** What the expression is at a position of the axis. */
        public ScalarExpr at(long number) {
            return number == position ? then : otherwise;
        }
    }

    /** The choice that an expression is; null when it is none. */
    public static Choice choice(ScalarExpr expr) {
        return expr instanceof ScalarExpr.Call(var where, var args, _)
                        && where == ScalarFn.WHERE
                        && args.get(0) instanceof ScalarExpr.Call(var equal, var sides, _)
                        && equal == ScalarFn.EQ
                        && sides.get(0) instanceof ScalarExpr.Index(var axis, _)
                        && sides.get(1) instanceof ScalarExpr.Const(_, Number position)
                        && position instanceof Long number
                ? new Choice(axis, number, args.get(1), args.get(2))
                : null;
    }

    /** The first parallel axis of a kernel that chooses. */
    public static OptionalInt of(Kernel kernel) {
        var found = new int[] {-1};
        kernel.body()
                .rewrite(node -> {
                    var choice = choice(node);
                    if (choice != null && choice.axis() < kernel.parallelAxes() && found[0] < 0) {
                        found[0] = choice.axis();
                    }
                    return node;
                });
        return found[0] < 0 ? OptionalInt.empty() : OptionalInt.of(found[0]);
    }

    /** An expression with the choices of an axis made for a position. */
    public static ScalarExpr at(ScalarExpr expr, int axis, long position) {
        return expr.rewrite(node -> {
            var choice = choice(node);
            return choice != null && choice.axis() == axis ? choice.at(position) : node;
        });
    }
}
