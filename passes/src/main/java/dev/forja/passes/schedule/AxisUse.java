package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which axes an expression depends on. */
public final class AxisUse {
    private final Map<ScalarExpr, BitSet> known = new IdentityHashMap<>();
    private final int parallelAxes;

    /**
     * @param parallelAxes the reduced value depends on the axes below this number
     */
    public AxisUse(int parallelAxes) {
        this.parallelAxes = parallelAxes;
    }

    /** The axes by position; the set is shared, don't change it. */
    public BitSet of(ScalarExpr expr) {
        var axes = known.get(expr);
        if (axes == null) {
            axes = compute(expr);
            known.put(expr, axes);
        }
        return axes;
    }

    private BitSet compute(ScalarExpr expr) {
        var axes = new BitSet();
        switch (expr) {
            case ScalarExpr.Index(var axis, _) -> axes.set(axis);
            case ScalarExpr.Acc _ -> axes.set(0, parallelAxes);
            case ScalarExpr.Load(var access, _) -> {
                access.index().forEach(index -> direct(index, axes));
                access.guards().forEach(guard -> direct(guard.index(), axes));
            }
            default -> {}
        }
        expr.children().forEach(child -> axes.or(of(child)));
        return axes;
    }

    private static void direct(IndexExpr index, BitSet axes) {
        if (index instanceof IndexExpr.Direct(var affine)) {
            affine.factors().keySet().forEach(axes::set);
        }
    }

    /** Every distinct load of an expression, inner ones first. */
    public static List<ScalarExpr.Load> loads(ScalarExpr expr) {
        var found = new ArrayList<ScalarExpr.Load>();
        expr.rewrite(node -> {
            if (node instanceof ScalarExpr.Load load && !found.contains(load)) {
                found.add(load);
            }
            return node;
        });
        return found;
    }

    /** Every distinct load of a kernel, those of the body first. */
    public static List<ScalarExpr.Load> loads(Kernel kernel) {
        var found = new ArrayList<>(loads(kernel.body()));
        loads(kernel.epilogue()).stream().filter(load -> !found.contains(load)).forEach(found::add);
        return found;
    }

    public static boolean hasIndirect(Access access) {
        return access.index().stream().anyMatch(IndexExpr.Indirect.class::isInstance)
                || access.guards().stream()
                        .anyMatch(guard -> guard.index() instanceof IndexExpr.Indirect);
    }
}
