package dev.forja.ir.op.order;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Greater;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.LogicalAnd;
import dev.forja.ir.op.math.LogicalNot;
import dev.forja.ir.op.math.LogicalOr;
import dev.forja.ir.op.math.NotEqual;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The place that each element takes when an axis is sorted, from 0, as i32: how many elements come
 * before it. Equal elements keep their order; NaN counts as greatest. The work grows with the
 * square of the axis.
 */
public record Ranks(int axis, boolean descending) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The place of each element when an axis is sorted.",
                "y[.., i, ..] = number of j with x[.., j, ..] before x[.., i, ..]",
                List.of("x"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.require(this, x.dtype() != DType.BOOL, "element type", "numbers", x);
        Operands.axis(this, axis, x.rank());
        return List.of(x.withType(DType.I32));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        int rank = x.type().rank();
        int at = Operands.axis(this, axis, rank);
        var dims = new ArrayList<>(x.type().shape().dims());
        dims.addFirst(dims.get(at));
        var shape = new Shape(dims);
        var toOther = IntStream.range(0, rank).map(i -> i == at ? 0 : i + 1).boxed().toList();
        var toOwn = IntStream.range(1, rank + 1).boxed().toList();
        var other = builder.add(new Broadcast(shape, toOther), x);
        var own = builder.add(new Broadcast(shape, toOwn), x);
        var great = descending ? other : own;
        var small = descending ? own : other;
        var isBefore = builder.add(new Greater(), great, small);
        var isEqual = builder.add(new Equal(), other, own);
        if (x.type().dtype().isFloat()) {
            var greatIsNan = builder.add(new NotEqual(), great, great);
            var smallIsNan = builder.add(new NotEqual(), small, small);
            var smallIsNumber = builder.add(new LogicalNot(), smallIsNan);
            var byNan = builder.add(new LogicalAnd(), greatIsNan, smallIsNumber);
            isBefore = builder.add(new LogicalOr(), isBefore, byNan);
            var bothNan = builder.add(new LogicalAnd(), greatIsNan, smallIsNan);
            isEqual = builder.add(new LogicalOr(), isEqual, bothNan);
        }
        var j = builder.add(new Iota(DType.I32, shape, 0));
        var i = builder.add(new Iota(DType.I32, shape, at + 1));
        var isEarlier = builder.add(new LogicalAnd(), isEqual, builder.add(new Less(), j, i));
        var counts = builder.add(new LogicalOr(), isBefore, isEarlier);
        var ones = builder.add(new Convert(DType.I32), counts);
        return List.of(builder.add(new ReduceSum(List.of(0), false), ones));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("a place has no derivative");
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Ranks(-1, true), "f32[n]"),
                Sample.of(new Ranks(0, false), "f32[40, 3]"),
                Sample.of(new Ranks(0, true), "f64[6, 2]"),
                Sample.within(0, 3, new Ranks(0, false), "i32[n]"));
    }
}
