package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Changes slices named by tuples of positions. Reduction: none, add, mul, max or min; with none a
 * position that occurs twice has no defined value.
 */
public record ScatterNd(String reduction) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Changes slices named by tuples of positions.",
                "result = data; result[indices[i, 0], indices[i, 1], .., ..] = updates[i, ..]",
                List.of("data", "indices", "updates"),
                List.of(
                        OpDoc.OnnxName.since("ScatterND", 11)
                                .range(OnnxRange.MOVES)
                                .absent("reduction", "none")));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var data = operands.get(0);
        var picked = new GatherNd(0).inferTypes(List.of(data, operands.get(1))).getFirst();
        Operands.require(
                this, operands.get(2).equals(picked), "updates", picked + "", operands.get(2));
        return List.of(data);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var data = operands.get(0);
        var indices = operands.get(1);
        var shape = data.type().shape();
        int count = (int) indices.type().shape().dim(indices.type().rank() - 1).constant();
        var slice = new Shape(shape.dims().subList(count, shape.rank()));
        var leading = new Shape(shape.dims().subList(0, count));
        var where = Flat.tuples(builder, shape, 0, indices);
        var number = where.type().shape().size();
        var result =
                Scattering.of(reduction)
                        .apply(
                                builder,
                                Emit.reshape(builder, data, Flat.rows(leading.size(), slice)),
                                Emit.reshape(builder, where, Shape.of(number)),
                                Emit.reshape(builder, operands.get(2), Flat.rows(number, slice)));
        return List.of(Emit.reshape(builder, result, shape));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0, 2, new ScatterNd("add"), "f32[3, 5]", "i64[n, 1]", "f32[n, 5]"),
                Sample.within(0, 2, new ScatterNd("mul"), "f32[3, 3]", "i64[2, 2]", "f32[2]"));
    }
}
