package dev.forja.ir.build;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Floor;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.LessEqual;
import dev.forja.ir.op.math.LogicalAnd;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Minimum;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Formulas over whole tensors, with broadcasting, for composites that compute with numbers. */
public record Arithmetic(FunctionBuilder builder) {
    public Value apply(ElementwiseOp op, Value... operands) {
        return Broadcasting.apply(builder, op, List.of(operands));
    }

    /** A number of the element type of another value; it broadcasts. */
    public Value number(Value like, double value) {
        return builder.add(new Fill(like.type().dtype(), Shape.SCALAR, value));
    }

    /** A size as a number of the element type of another value; it broadcasts. */
    public Value size(Value like, Dim dim) {
        return Emit.dim(builder, dim, like.type().dtype());
    }

    public Value add(Value a, Value b) {
        return apply(new Add(), a, b);
    }

    public Value sub(Value a, Value b) {
        return apply(new Sub(), a, b);
    }

    public Value mul(Value a, Value b) {
        return apply(new Mul(), a, b);
    }

    public Value div(Value a, Value b) {
        return apply(new Div(), a, b);
    }

    public Value add(Value a, double b) {
        return add(a, number(a, b));
    }

    public Value mul(Value a, double b) {
        return mul(a, number(a, b));
    }

    /** A number minus a value. */
    public Value sub(double a, Value b) {
        return sub(number(b, a), b);
    }

    public Value max(Value a, Value b) {
        return apply(new Maximum(), a, b);
    }

    public Value min(Value a, Value b) {
        return apply(new Minimum(), a, b);
    }

    public Value less(Value a, Value b) {
        return apply(new Less(), a, b);
    }

    public Value lessEqual(Value a, Value b) {
        return apply(new LessEqual(), a, b);
    }

    public Value equal(Value a, Value b) {
        return apply(new Equal(), a, b);
    }

    public Value and(Value a, Value b) {
        return apply(new LogicalAnd(), a, b);
    }

    public Value where(Value condition, Value yes, Value no) {
        return apply(new Where(), condition, yes, no);
    }

    public Value floor(Value a) {
        return builder.add(new Floor(), a);
    }

    /** Does a position lie on an axis? */
    public Value isInside(Value position, Dim size) {
        var low = lessEqual(number(position, 0), position);
        return and(low, less(position, size(position, size)));
    }

    public Value convert(Value a, DType type) {
        return a.type().dtype() == type ? a : builder.add(new Convert(type), a);
    }

    /** The position on an axis of a shape, of every element. */
    public Value index(DType type, Shape shape, int axis) {
        return builder.add(new Iota(type, shape, axis));
    }

    /** A value with axes of size 1 so that it lies on some axes of another rank. */
    public Value onto(Value a, int rank, List<Integer> axes) {
        var dims = new ArrayList<>(Collections.nCopies(rank, Dim.ONE));
        for (int i = 0; i < axes.size(); i++) {
            dims.set(axes.get(i), a.type().shape().dim(i));
        }
        return Emit.reshape(builder, a, new Shape(dims));
    }
}
