package dev.forja.passes.kernel;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.Dim;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/** What fusion weighs: machine operations an element, loads, and how often an element is read. */
public final class KernelCost {
    private static final long MOST_CHOICES = 64;

    private KernelCost() {}

    /** About how many machine operations the expression takes; shared subexpressions count once. */
    public static int operations(ScalarExpr expr) {
        return operations(expr, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Machine operations of one result: a step of the body, the epilogue and the store. */
    public static int ofResult(Kernel kernel) {
        return 1 + operations(kernel.body()) + operations(kernel.epilogue());
    }

    /**
     * Machine operations of a kernel's body at all its points. Where a short axis chooses between
     * formulas, each counts at its own positions.
     */
    public static Dim bodyOperations(Kernel kernel) {
        int choosing = ChoiceAxis.of(kernel).orElse(-1);
        var points = Dim.ONE;
        for (int axis = 0; axis < kernel.axes().size(); axis++) {
            points = axis == choosing ? points : points.times(kernel.axes().get(axis).extent());
        }
        if (choosing < 0) {
            return points.times(operations(kernel.body()));
        }
        var extent = kernel.axes().get(choosing).extent();
        if (!extent.isConstant() || extent.constant() > MOST_CHOICES) {
            return points.times(extent).times(operations(kernel.body()));
        }
        long sum = 0;
        for (long position = 0; position < extent.constant(); position++) {
            sum += operations(ChoiceAxis.at(kernel.body(), choosing, position));
        }
        return points.times(sum);
    }

    private static int operations(ScalarExpr expr, Set<ScalarExpr> seen) {
        if (!seen.add(expr)) {
            return 0;
        }
        int sum = expr instanceof ScalarExpr.Call(var fn, _, _) ? operations(fn) : 0;
        if (expr instanceof ScalarExpr.Convert) {
            sum = 1;
        }
        for (var child : expr.children()) {
            sum += operations(child, seen);
        }
        return sum;
    }

    private static int operations(ScalarFn fn) {
        return switch (fn) {
            case DIV, SQRT, FLOOR, CEIL, ROUND, SIGN -> 5;
            case REM -> 10;
            case EXP, SIGMOID, TANH, EXPM1, LOG, LOG1P, ERF, SIN, COS -> 20;
            case POW -> 50;
            default -> 1;
        };
    }

    /** Different places that the expression reads. */
    public static int loads(ScalarExpr expr) {
        var found = new HashSet<Access>();
        expr.rewrite(node -> {
            if (node instanceof ScalarExpr.Load(var access, _)) {
                found.add(access);
            }
            return node;
        });
        return found.size();
    }

    /** Is every element of the operand read at most once in the whole kernel? */
    public static boolean readsOnce(Kernel kernel, Access access) {
        var used = new HashSet<Integer>();
        for (var index : access.index()) {
            if (!(index instanceof IndexExpr.Direct(Affine affine)) || overlaps(kernel, affine)) {
                return false;
            }
            used.addAll(affine.factors().keySet());
        }
        for (int axis = 0; axis < kernel.axes().size(); axis++) {
            if (!used.contains(axis) && !kernel.axes().get(axis).extent().isConstant(1)) {
                return false;
            }
        }
        return true;
    }

    /**
     * May two positions of the axes give the same index, as with overlapping windows? Not when each
     * factor spans all positions of the axes with smaller ones.
     */
    public static boolean overlaps(Kernel kernel, Affine affine) {
        if (affine.factors().size() < 2) {
            return false;
        }
        if (!affine.factors().values().stream().allMatch(Dim::isConstant)) {
            return true;
        }
        var axes =
                affine.factors().keySet().stream()
                        .sorted(
                                Comparator.comparingLong(
                                        axis -> Math.abs(affine.factor(axis).constant())))
                        .toList();
        long span = 1;
        for (int i = 0; i < axes.size(); i++) {
            long factor = Math.abs(affine.factor(axes.get(i)).constant());
            if (factor < span) {
                return true;
            }
            var extent = kernel.axes().get(axes.get(i)).extent();
            if (extent.isConstant()) {
                span += factor * (extent.constant() - 1);
            } else if (i < axes.size() - 1) {
                return true;
            }
        }
        return false;
    }
}
