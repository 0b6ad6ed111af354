package dev.forja.ir.build;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The broadcasting rules of NumPy: shapes are aligned at the right, a size of 1 is stretched. */
public final class Broadcasting {
    private Broadcasting() {}

    /** Applies an elementwise operator to operands that broadcast. */
    public static Value apply(FunctionBuilder builder, ElementwiseOp op, List<Value> operands) {
        Shape shape;
        try {
            shape =
                    commonShape(
                            op.mnemonic(),
                            operands.stream().map(value -> value.type().shape()).toList());
        } catch (TypeException e) {
            throw new CompileException(List.of(e.at(builder.location())));
        }
        var spread = operands.stream().map(value -> to(builder, value, shape)).toList();
        return builder.node(op, spread).result();
    }

    /**
     * The shape that all broadcast to.
     *
     * @throws TypeException naming the axis at which two shapes disagree
     */
    public static Shape commonShape(String operator, List<Shape> shapes) {
        int rank = shapes.stream().mapToInt(Shape::rank).max().orElse(0);
        var dims = new ArrayList<>(Collections.nCopies(rank, Dim.ONE));
        for (var shape : shapes) {
            for (int axis = 0; axis < shape.rank(); axis++) {
                int at = rank - shape.rank() + axis;
                var dim = shape.dim(axis);
                if (dims.get(at).isConstant(1)) {
                    dims.set(at, dim);
                } else if (!dim.isConstant(1) && !dim.equals(dims.get(at))) {
                    throw new TypeException(
                            operator,
                            "shapes don't broadcast",
                            "equal dimensions, or 1, counted from the right",
                            shapes.stream()
                                            .map(Shape::toString)
                                            .reduce((a, b) -> a + " and " + b)
                                            .orElse("")
                                    + ": "
                                    + dims.get(at)
                                    + " against "
                                    + dim,
                            "");
                }
            }
        }
        return new Shape(dims);
    }

    /** The value repeated to a shape that it broadcasts to. */
    public static Value to(FunctionBuilder builder, Value value, Shape shape) {
        if (value.type().shape().equals(shape)) {
            return value;
        }
        int shift = shape.rank() - value.type().rank();
        var axes =
                IntStream.range(0, value.type().rank()).map(axis -> axis + shift).boxed().toList();
        return builder.add(new Broadcast(shape, axes), value);
    }
}
