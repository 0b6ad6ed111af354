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

/** Picks elements by their position on an axis. */
public record GatherElements(int axis) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Picks elements by their position on an axis.",
                "result[i, j, ..] = data[indices[i, j, ..], j, ..]",
                List.of("data", "indices"),
                List.of(
                        OpDoc.OnnxName.since("GatherElements", 11)
                                .range(OnnxRange.MOVES)
                                .absent("axis", 0)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var data = operands.get(0);
        var indices = operands.get(1);
        Operands.axis(this, axis, data.rank());
        Operands.rank(this, "indices", indices, data.rank());
        Operands.require(this, indices.dtype().isInteger(), "indices", "i32 or i64", indices);
        return List.of(data.withShape(indices.shape()));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var data = operands.get(0);
        var shape = data.type().shape();
        int at = Operands.axis(this, axis, shape.rank());
        var where = Flat.along(builder, shape, at, operands.get(1));
        var flat = Emit.reshape(builder, data, Shape.of(shape.size()));
        return List.of(builder.add(new Gather(0), flat, where));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-3, 2, new GatherElements(0), "f32[3, 5]", "i64[n, 5]"),
                Sample.within(-3, 2, new GatherElements(1), "f32[4, 3]", "i32[2, n]"));
    }
}
