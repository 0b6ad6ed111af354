package dev.forja.passes.fuse;

import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * How wide the elements are that a kernel computes with. Vectors of one kernel are all of one
 * width, so a kernel of mixed widths computes element by element.
 */
final class ElementWidths {
    private ElementWidths() {}

    /**
     * Does the kernel compute with elements of several widths? Masks adapt, and the positions that
     * a load computes are no elements.
     */
    static boolean areMixed(Kernel kernel) {
        var widths = new HashSet<Integer>();
        collect(kernel.body(), widths);
        collect(kernel.epilogue(), widths);
        return widths.size() > 1;
    }

    private static void collect(ScalarExpr root, Set<Integer> widths) {
        Set<ScalarExpr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<ScalarExpr>();
        open.add(root);
        while (!open.isEmpty()) {
            var expr = open.pop();
            if (!seen.add(expr)) {
                continue;
            }
            if (expr.type() != DType.BOOL) {
                widths.add(expr.type().bytes());
            }
            if (!(expr instanceof ScalarExpr.Load)) {
                open.addAll(expr.children());
            }
        }
    }
}
