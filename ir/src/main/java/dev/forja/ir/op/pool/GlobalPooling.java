package dev.forja.ir.op.pool;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/** Reductions of all spatial axes, which are one axis to them. */
final class GlobalPooling {
    private GlobalPooling() {}

    static TensorType infer(
            TensorOp op, List<TensorType> operands, boolean keepsDims, boolean channelsLast) {
        Operands.count(op, operands, 1);
        var x = operands.getFirst();
        Operands.require(op, x.rank() >= 3, "rank of x", "a spatial axis", x);
        return x.withShape(shape(x.shape(), keepsDims, channelsLast));
    }

    private static Shape shape(Shape x, boolean keepsDims, boolean channelsLast) {
        int spatial = keepsDims ? x.rank() - 2 : 0;
        var dims = new ArrayList<>(Collections.nCopies(spatial, Dim.ONE));
        var channels = x.dim(channelsLast ? x.rank() - 1 : 1);
        dims.add(channelsLast ? spatial : 0, channels);
        dims.addFirst(x.dim(0));
        return new Shape(dims);
    }

    /**
     * @param reduce reduces one axis of a value of rank 3
     */
    static Value reduce(
            FunctionBuilder builder,
            Value x,
            boolean keepsDims,
            boolean channelsLast,
            BiFunction<Value, Integer, Value> reduce) {
        var shape = x.type().shape();
        int first = channelsLast ? 1 : 2;
        var spatial = new Shape(shape.dims().subList(first, first + shape.rank() - 2)).size();
        var channels = shape.dim(channelsLast ? shape.rank() - 1 : 1);
        var flat =
                channelsLast
                        ? Shape.of(shape.dim(0), spatial, channels)
                        : Shape.of(shape.dim(0), channels, spatial);
        var reduced = reduce.apply(Emit.reshape(builder, x, flat), first);
        return Emit.reshape(builder, reduced, shape(shape, keepsDims, channelsLast));
    }
}
