package dev.forja.ir.op.order;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.LessEqual;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.stream.IntStream;

/** What running sums and products of an axis combine. */
final class RunningTerms {
    private RunningTerms() {}

    /**
     * Elements j of an axis, on an axis in front of the others, where they count for i; elsewhere
     * the neutral element.
     */
    static Value of(
            FunctionBuilder builder,
            Value x,
            int axis,
            boolean exclusive,
            boolean reverse,
            double neutral) {
        int rank = x.type().rank();
        int at = axis < 0 ? axis + rank : axis;
        var dims = new ArrayList<>(x.type().shape().dims());
        dims.addFirst(dims.get(at));
        var shape = new Shape(dims);
        var to = IntStream.range(0, rank).map(i -> i == at ? 0 : i + 1).boxed().toList();
        var elements = builder.add(new Broadcast(shape, to), x);
        var j = builder.add(new Iota(DType.I32, shape, 0));
        var i = builder.add(new Iota(DType.I32, shape, at + 1));
        var low = reverse ? i : j;
        var high = reverse ? j : i;
        var counts = builder.add(exclusive ? new Less() : new LessEqual(), low, high);
        var none = Emit.fill(builder, elements.type(), neutral);
        return builder.add(new Where(), counts, elements, none);
    }
}
