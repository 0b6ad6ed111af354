package dev.forja.frontend.java.call;

import dev.forja.frontend.java.data.Datum;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.ExpandDims;
import dev.forja.ir.op.shape.Transpose;
import java.util.ArrayList;
import java.util.Map;

/** Functions around loops over the steps of a tensor. */
final class StepFunctions {
    static final Map<String, SpecialFunction> ALL =
            Map.of(
                    "steps", site -> steps(site, false),
                    "stepsReversed", site -> steps(site, true),
                    "stack", StepFunctions::stack);

    private StepFunctions() {}

    private static Datum steps(CallSite site, boolean reverse) {
        site.requireCount(1, 2, site.name() + "(x) or " + site.name() + "(x, int axis)");
        var x = site.tensor(0);
        int rank = x.type().rank();
        int given = site.args().size() == 2 ? site.whole(1) : 0;
        if (given < -rank || given >= rank) {
            throw site.problem("no such axis to step along")
                    .expected(
                            rank == 0
                                    ? "a tensor of rank 1 or more"
                                    : "an axis from " + -rank + " to " + (rank - 1),
                            rank == 0 ? x.type().toString() : given + "");
        }
        int axis = given < 0 ? given + rank : given;
        if (axis > 0) {
            var permutation = new ArrayList<Integer>();
            permutation.add(axis);
            for (int other = 0; other < rank; other++) {
                if (other != axis) {
                    permutation.add(other);
                }
            }
            x = site.emitter().inner(site, new Transpose(permutation), x);
        }
        return new Datum.Steps(x, reverse);
    }

    /** Tensors of one shape along a new first axis; what a loop over steps added comes whole. */
    private static Datum stack(CallSite site) {
        site.requireCount(1, Integer.MAX_VALUE, "stack(List<Tensor> parts) or stack(x, y, ..)");
        var into = site.requireEmitter();
        var items =
                site.args().size() == 1 && site.args().getFirst() instanceof Datum.Sequence list
                        ? list.items()
                        : site.args();
        if (items.isEmpty()) {
            throw site.problem("nothing to stack")
                    .expected("a list of at least one tensor", "an empty list");
        }
        if (items.size() == 1 && items.getFirst() instanceof Datum.Stacked(var whole)) {
            return new Datum.Tensor(whole);
        }
        var parts = new ArrayList<Value>();
        for (var item : items) {
            if (item instanceof Datum.Stacked(var whole)) {
                parts.add(whole);
            } else if (item.isTensor()) {
                parts.add(into.inner(site, new ExpandDims(0), into.value(item)));
            } else {
                throw site.problem("only tensors can be stacked")
                        .expected("a list of tensors", item.describe());
            }
        }
        return into.apply(site, new Concat(0), parts);
    }
}
