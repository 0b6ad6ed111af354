package dev.forja.ir.op.shape;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The transpose of gather: adds slices at their indices along an axis, in index order, into zeros;
 * an index outside is dropped.
 */
public record ScatterAdd(int axis, Dim size) implements StructuredOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Adds slices at their indices.",
                "result[.., indices[i], ..] += updates[.., i, ..]",
                List.of("updates", "indices"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var updates = operands.get(0);
        var indices = operands.get(1);
        Operands.require(this, indices.dtype().isInteger(), "indices", "i32 or i64", indices);
        Operands.require(
                this,
                updates.rank() >= axis + indices.rank(),
                "rank of updates",
                "at least " + (axis + indices.rank()),
                updates);
        var dims = new ArrayList<>(updates.shape().dims().subList(0, axis));
        Operands.require(
                this,
                updates.shape()
                        .dims()
                        .subList(axis, axis + indices.rank())
                        .equals(indices.shape().dims()),
                "shape of indices",
                "dimensions " + axis + " to " + (axis + indices.rank() - 1) + " of " + updates,
                indices);
        dims.add(size);
        dims.addAll(updates.shape().dims().subList(axis + indices.rank(), updates.rank()));
        return List.of(updates.withShape(new Shape(dims)));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var updates = operands.get(0);
        int rank = operands.get(1).rank();
        var where = IntStream.range(axis, axis + rank).mapToObj(IndexExpr::axis).toList();
        var position =
                new IndexExpr.Indirect(
                        new ScalarExpr.Load(Access.of(1, where), operands.get(1).dtype()));
        var store = new ArrayList<IndexExpr>();
        for (int i = 0; i < result.rank(); i++) {
            store.add(
                    i < axis
                            ? IndexExpr.axis(i)
                            : i == axis ? position : IndexExpr.axis(i + rank - 1));
        }
        var load =
                new ScalarExpr.Load(Access.of(0, Kernels.identity(updates.rank())), result.dtype());
        return List.of(
                new Kernel(
                        mnemonic(),
                        Kernels.parallel(updates.shape()),
                        Kernels.operands(this, operands),
                        result,
                        store,
                        true,
                        load,
                        Combiner.NONE,
                        Order.SEQUENTIAL,
                        new ScalarExpr.Acc(result.dtype()),
                        location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r ->
                Arrays.asList(
                        r.builder().add(new Gather(axis), r.cotangent(), r.operand(1)), null));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var updates = target.type(0);
        int count = target.type(1).rank();
        // Index axes first, as ScatterND has them.
        var order = new ArrayList<Integer>();
        IntStream.range(axis, axis + count).forEach(order::add);
        IntStream.range(0, axis).forEach(order::add);
        IntStream.range(axis + count, updates.rank()).forEach(order::add);
        var rest = order.subList(count, order.size()).stream().map(updates.shape()::dim).toList();
        var sum =
                OnnxScatter.sum(
                        target,
                        target.transpose(target.operand(0), order),
                        target.convert(target.operand(1), target.type(1).dtype(), DType.I64),
                        count,
                        size,
                        new TensorType(updates.dtype(), new Shape(rest)));
        var back = new ArrayList<Integer>();
        IntStream.rangeClosed(1, axis).forEach(back::add);
        back.add(0);
        IntStream.rangeClosed(axis + 1, rest.size()).forEach(back::add);
        return WritesOnnx.one(target.transpose(sum, back));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0, 4, new ScatterAdd(0, Dim.of(5)), "f32[n, 3]", "i32[n]"),
                Sample.within(0, 4, new ScatterAdd(1, Dim.of(5)), "f32[3, n, 2]", "i32[n]"));
    }
}
