package dev.forja.ir.op.order;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The positions of the first elements of a sorted axis, as i32; equal elements in their order, NaN
 * as greatest. The work grows with the square of the axis.
 *
 * @param count how many; the result's size on the axis
 */
public record ArgSort(int axis, Dim count, boolean descending) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Positions of the first elements of a sorted axis.",
                "y[.., k, ..] = the i whose place is k",
                List.of("x"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.require(this, x.dtype() != DType.BOOL, "element type", "numbers", x);
        int at = Operands.axis(this, axis, x.rank());
        var room = x.shape().dim(at).minus(count);
        boolean tooMany =
                (room.isConstant() && room.constant() < 0)
                        || (count.isConstant() && count.constant() < 0);
        Operands.require(
                this,
                !tooMany,
                "count",
                "0 to " + x.shape().dim(at) + ", axis " + at + " of " + x,
                count);
        return List.of(x.withType(DType.I32).withShape(x.shape().with(at, count)));
    }

    /** For each place k the only element i that takes it, picked by a sum. */
    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        int rank = x.type().rank();
        int at = Operands.axis(this, axis, rank);
        var ranks = builder.add(new Ranks(axis, descending), x);
        var dims = new ArrayList<>(x.type().shape().dims());
        dims.addFirst(dims.get(at));
        dims.set(at + 1, count);
        var shape = new Shape(dims);
        var to = IntStream.range(0, rank).map(i -> i == at ? 0 : i + 1).boxed().toList();
        var place = builder.add(new Broadcast(shape, to), ranks);
        var wanted = builder.add(new Iota(DType.I32, shape, at + 1));
        var position = builder.add(new Iota(DType.I32, shape, 0));
        var none = Emit.fill(builder, new TensorType(DType.I32, shape), 0);
        var isIt = builder.add(new Equal(), place, wanted);
        var picked = builder.add(new Where(), isIt, position, none);
        return List.of(builder.add(new ReduceSum(List.of(0), false), picked));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("a position has no derivative");
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new ArgSort(-1, Dim.symbol("n"), true), "f32[n]"),
                Sample.of(new ArgSort(0, Dim.of(2), false), "f32[9, 3]"),
                Sample.of(new ArgSort(1, Dim.of(3), true), "f64[2, 5, 2]"),
                Sample.within(0, 3, new ArgSort(0, Dim.symbol("n"), false), "i32[n]"));
    }
}
