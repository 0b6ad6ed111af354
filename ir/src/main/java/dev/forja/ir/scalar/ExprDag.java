package dev.forja.ir.scalar;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Makes equal subexpressions one object, so that identity stands for equality and uses can be
 * counted.
 */
public final class ExprDag {
    private final Map<ScalarExpr, ScalarExpr> canonical = new HashMap<>();
    private final Map<ScalarExpr, Integer> ids = new IdentityHashMap<>();
    private final Map<ScalarExpr, ScalarExpr> known = new IdentityHashMap<>();
    private final Map<ScalarExpr, Integer> uses = new IdentityHashMap<>();

    /** The one object that stands for the expression. */
    public ScalarExpr intern(ScalarExpr expr) {
        var done = known.get(expr);
        if (done == null) {
            var shallow =
                    expr.mapChildren(
                            child -> new ScalarExpr.Arg(ids.get(intern(child)), child.type()));
            done = canonical.get(shallow);
            if (done == null) {
                done = expr.mapChildren(this::intern);
                canonical.put(shallow, done);
                ids.put(done, ids.size());
                done.children().forEach(child -> uses.merge(child, 1, Integer::sum));
                known.put(done, done);
            }
            known.put(expr, done);
        }
        return done;
    }

    /** How many parents an interned expression has. */
    public int uses(ScalarExpr expr) {
        return uses.getOrDefault(expr, 0);
    }
}
