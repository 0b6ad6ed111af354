package dev.forja.frontend.java.call;

import dev.forja.frontend.java.data.Datum;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.nn.ScaledDotProductAttention;
import dev.forja.ir.op.order.ArgSort;
import dev.forja.ir.op.order.TopK;
import dev.forja.ir.type.Dim;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Functions on the order of elements, whose counts follow from sizes, and attention. */
final class OrderFunctions {
    static final Map<String, SpecialFunction> ALL =
            Map.of(
                    "sort", OrderFunctions::sort,
                    "argSort", OrderFunctions::argSort,
                    "topK", site -> topK(site, false),
                    "topKIndices", site -> topK(site, true),
                    "scaledDotProductAttention", OrderFunctions::attention);

    private OrderFunctions() {}

    private static Datum sort(CallSite site) {
        var x = sorted(site);
        var op = new TopK(site.whole(1), count(site, x), isDescending(site));
        return site.emitter().apply(site, op, List.of(x));
    }

    private static Datum argSort(CallSite site) {
        var x = sorted(site);
        var op = new ArgSort(site.whole(1), count(site, x), isDescending(site));
        return site.emitter().apply(site, op, List.of(x));
    }

    private static Value sorted(CallSite site) {
        site.requireCount(2, 3, site.name() + "(x, int axis[, boolean descending])");
        return site.tensor(0);
    }

    private static Dim count(CallSite site, Value x) {
        int axis = site.whole(1);
        int rank = x.type().rank();
        if (axis < -rank || axis >= rank) {
            throw site.problemAt(1, "axis out of range")
                    .expected("an axis from " + -rank + " to " + (rank - 1), axis + "");
        }
        return x.type().shape().dim(axis < 0 ? axis + rank : axis);
    }

    private static boolean isDescending(CallSite site) {
        return site.args().size() > 2 && truth(site, 2);
    }

    private static boolean truth(CallSite site, int arg) {
        if (site.args().get(arg) instanceof Datum.Truth(var value)) {
            return value;
        }
        throw site.mismatch(arg, "true or false");
    }

    private static Datum topK(CallSite site, boolean wantsIndices) {
        site.requireCount(2, 2, site.name() + "(x, int k)");
        var x = site.tensor(0);
        TensorOp op =
                wantsIndices ? new ArgSort(-1, site.dim(1), true) : new TopK(-1, site.dim(1), true);
        return site.emitter().apply(site, op, List.of(x));
    }

    private static Datum attention(CallSite site) {
        site.requireCount(3, 4, site.name() + "(query, key, value[, causal or mask])");
        boolean hasMask = site.args().size() == 4 && site.args().get(3).isTensor();
        boolean isCausal = site.args().size() == 4 && !hasMask && truth(site, 3);
        var operands = IntStream.range(0, hasMask ? 4 : 3).mapToObj(site::tensor).toList();
        return site.emitter().apply(site, new ScaledDotProductAttention(isCausal, 0), operands);
    }
}
