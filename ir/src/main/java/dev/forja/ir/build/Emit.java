package dev.forja.ir.build;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.create.DimSize;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.Reshape;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/** One-line helpers; each leaves out what would do nothing. */
public final class Emit {
    private Emit() {}

    public static Value fill(FunctionBuilder builder, TensorType type, double value) {
        return builder.add(new Fill(type.dtype(), type.shape(), value));
    }

    /** A dimension as a rank-0 number. */
    public static Value dim(FunctionBuilder builder, Dim dim, DType type) {
        return dim.isConstant()
                ? builder.add(new Fill(type, Shape.SCALAR, dim.constant()))
                : builder.add(new DimSize(dim, type));
    }

    /** A rank-0 value repeated over a shape. */
    public static Value spread(FunctionBuilder builder, Value scalar, Shape shape) {
        return shape.rank() == 0 ? scalar : builder.add(new Broadcast(shape, List.of()), scalar);
    }

    public static Value sum(FunctionBuilder builder, Value value, List<Integer> axes) {
        return axes.isEmpty() ? value : builder.add(new ReduceSum(axes, false), value);
    }

    public static Value reshape(FunctionBuilder builder, Value value, Shape shape) {
        return value.type().shape().equals(shape) ? value : builder.add(new Reshape(shape), value);
    }

    /** Moves axis i of the value to axis {@code order[i]} of the result. */
    public static Value transposeTo(FunctionBuilder builder, Value value, List<Integer> order) {
        var permutation = IntStream.range(0, order.size()).map(order::indexOf).boxed().toList();
        return order.equals(IntStream.range(0, order.size()).boxed().toList())
                ? value
                : builder.add(new Transpose(permutation), value);
    }
}
