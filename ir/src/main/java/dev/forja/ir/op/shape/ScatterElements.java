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
 * Changes elements at their positions on an axis. Reduction: none, add, mul, max or min; with none
 * a position that occurs twice has no defined value.
 */
public record ScatterElements(int axis, String reduction) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Changes elements at their positions on an axis.",
                "result = data; result[indices[i, j, ..], j, ..] = updates[i, j, ..]",
                List.of("data", "indices", "updates"),
                List.of(
                        OpDoc.OnnxName.since("ScatterElements", 11)
                                .range(OnnxRange.MOVES)
                                .absent("axis", 0)
                                .absent("reduction", "none"),
                        OpDoc.OnnxName.since("Scatter", 9)
                                .range(OnnxRange.MOVES)
                                .absent("axis", 0)
                                .absent("reduction", "none")));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var data = operands.get(0);
        var indices = operands.get(1);
        Operands.axis(this, axis, data.rank());
        Operands.rank(this, "indices", indices, data.rank());
        Operands.require(this, indices.dtype().isInteger(), "indices", "i32 or i64", indices);
        Operands.require(
                this,
                operands.get(2).equals(data.withShape(indices.shape())),
                "updates",
                data.withShape(indices.shape()) + "",
                operands.get(2));
        return List.of(data);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var data = operands.get(0);
        var shape = data.type().shape();
        int at = Operands.axis(this, axis, shape.rank());
        var where = Flat.along(builder, shape, at, operands.get(1));
        var count = Shape.of(where.type().shape().size());
        var result =
                Scattering.of(reduction)
                        .apply(
                                builder,
                                Emit.reshape(builder, data, Shape.of(shape.size())),
                                Emit.reshape(builder, where, count),
                                Emit.reshape(builder, operands.get(2), count));
        return List.of(Emit.reshape(builder, result, shape));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(
                        0, 2, new ScatterElements(0, "add"), "f32[3, 5]", "i64[n, 5]", "f32[n, 5]"),
                Sample.within(
                        0, 2, new ScatterElements(1, "max"), "f32[2, 3]", "i32[2, n]", "f32[2, n]"),
                Sample.within(0, 2, new ScatterElements(0, "none"), "f32[3]", "i64[1]", "f32[1]"));
    }
}
