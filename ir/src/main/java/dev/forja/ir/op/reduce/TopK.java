package dev.forja.ir.op.reduce;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Greater;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.LogicalAnd;
import dev.forja.ir.op.math.LogicalOr;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.GatherElements;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The greatest (or least) elements of an axis and their positions as i64, in order; of equal ones
 * the first comes first.
 */
public record TopK(int axis, Dim k, boolean largest) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The greatest or least elements of an axis and their positions",
                "values, positions of the k greatest",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("TopK", 1, TopK::fromOnnx)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        int at = Operands.axis(this, axis, x.rank());
        var size = x.shape().dim(at);
        Operands.require(
                this,
                !(size.isConstant() && k.isConstant() && k.constant() > size.constant()),
                "k",
                "at most " + size,
                k);
        var shape = x.shape().with(at, k);
        return List.of(x.withShape(shape), new TensorType(DType.I64, shape));
    }

    /**
     * By the rank of each element, which is how many others come before it: quadratic in the axis,
     * and without a sort that every lane would take another path through.
     */
    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        int rank = x.type().rank();
        int at = Operands.axis(this, axis, rank);
        var dims = new ArrayList<>(x.type().shape().dims());
        dims.add(dims.get(at));
        var wide = new Shape(dims);
        var own = IntStream.range(0, rank).boxed().toList();
        var other = IntStream.range(0, rank).map(i -> i == at ? rank : i).boxed().toList();
        var mine = builder.add(new Broadcast(wide, own), x);
        var theirs = builder.add(new Broadcast(wide, other), x);
        var here = builder.add(new Iota(DType.I64, wide, at));
        var there = builder.add(new Iota(DType.I64, wide, rank));
        var isBefore = builder.add(largest ? new Greater() : new Less(), theirs, mine);
        var isTie =
                builder.add(
                        new LogicalAnd(),
                        builder.add(new Equal(), theirs, mine),
                        builder.add(new Less(), there, here));
        var before =
                builder.add(new Convert(DType.I64), builder.add(new LogicalOr(), isBefore, isTie));
        var ranks = builder.add(new ReduceSum(List.of(rank), false), before);
        var positions = inverse(builder, ranks, at);
        return List.of(builder.add(new GatherElements(at), x, positions), positions);
    }

    /** Where the elements of the first k ranks are. */
    private Value inverse(FunctionBuilder builder, Value ranks, int at) {
        int rank = ranks.type().rank();
        var dims = new ArrayList<>(ranks.type().shape().with(at, k).dims());
        dims.add(ranks.type().shape().dim(at));
        var wide = new Shape(dims);
        var other = IntStream.range(0, rank).map(i -> i == at ? rank : i).boxed().toList();
        var theirs = builder.add(new Broadcast(wide, other), ranks);
        var wanted = builder.add(new Iota(DType.I64, wide, at));
        var isWanted = builder.add(new Equal(), theirs, wanted);
        var there = builder.add(new Iota(DType.I64, wide, rank));
        var zero = Emit.fill(builder, there.type(), 0);
        var masked = builder.add(new Where(), isWanted, there, zero);
        return builder.add(new ReduceSum(List.of(rank), false), masked);
    }

    private static List<Value> fromOnnx(OnnxCall call) {
        var k = call.has(1) ? call.dim(1) : Dim.of(call.integer("k", 0));
        int axis = call.axis("axis", -1, call.type(0).rank());
        var op = new TopK(axis, k, call.flag("largest", true));
        return call.builder().node(op, List.of(call.operand(0))).results();
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new TopK(1, Dim.of(2), true), "f32[n, 5]"),
                Sample.of(new TopK(0, Dim.of(3), false), "f64[3, 2]"));
    }
}
