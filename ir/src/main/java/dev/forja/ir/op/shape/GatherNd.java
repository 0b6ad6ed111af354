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
import java.util.ArrayList;
import java.util.List;

/** Picks slices by tuples of positions. */
public record GatherNd(int batchDims) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Picks slices by tuples of positions.",
                "result[b, i, ..] = data[b, indices[b, i, 0], indices[b, i, 1], .., ..]",
                List.of("data", "indices"),
                List.of(
                        OpDoc.OnnxName.since("GatherND", 11)
                                .range(OnnxRange.MOVES)
                                .absent("batchDims", 0)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var data = operands.get(0);
        var indices = operands.get(1);
        Operands.require(this, indices.dtype().isInteger(), "indices", "i32 or i64", indices);
        int last = indices.rank() - 1;
        boolean fits = last >= 0 && indices.shape().dim(last).isConstant() && last >= batchDims;
        Operands.require(this, fits, "indices", "a static last dimension", indices);
        long count = indices.shape().dim(last).constant();
        Operands.require(
                this,
                count + batchDims <= data.rank(),
                "indices",
                "tuples of at most " + (data.rank() - batchDims),
                indices);
        var dims = new ArrayList<>(indices.shape().dims().subList(0, last));
        dims.addAll(slice(data, count).dims());
        return List.of(data.withShape(new Shape(dims)));
    }

    private Shape slice(TensorType data, long count) {
        return new Shape(data.shape().dims().subList(batchDims + (int) count, data.rank()));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var data = operands.get(0);
        var indices = operands.get(1);
        var type = inferTypes(List.of(data.type(), indices.type())).getFirst();
        long count = indices.type().shape().dim(indices.type().rank() - 1).constant();
        var slice = slice(data.type(), count);
        var leading = data.type().shape().dims().subList(0, batchDims + (int) count);
        var rows = Flat.rows(new Shape(leading).size(), slice);
        var where = Flat.tuples(builder, data.type().shape(), batchDims, indices);
        var picked = builder.add(new Gather(0), Emit.reshape(builder, data, rows), where);
        return List.of(Emit.reshape(builder, picked, type.shape()));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(-2, 1, new GatherNd(0), "f32[2, 3, 4]", "i64[n, 2]"),
                Sample.within(-2, 1, new GatherNd(1), "f32[3, 2, 4]", "i64[3, 1]"));
    }
}
