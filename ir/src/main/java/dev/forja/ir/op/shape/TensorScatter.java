package dev.forja.ir.op.shape;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.math.FloorMod;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Writes an update into a cache along an axis, in each row of the batch from a position of its own:
 * cache and update differ on that axis alone, positions are [batch].
 *
 * @param circular whether an update goes on at the start when it reaches the end
 */
public record TensorScatter(int axis, boolean circular) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Writes an update into a cache.",
                "y = cache; y[b, .., positions[b] + i, ..] = update[b, .., i, ..]",
                List.of("cache", "update", "positions"),
                List.of(
                        OpDoc.OnnxName.since(
                                        "TensorScatter",
                                        24,
                                        OnnxImport.one(TensorScatter::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var cache = operands.get(0);
        var update = operands.get(1);
        var positions = operands.get(2);
        int at = Operands.axis(this, axis, cache.rank());
        Operands.require(this, at > 0, "axis", "one behind the batch", axis);
        Operands.rank(this, "update", update, cache.rank());
        var wanted = cache.withShape(cache.shape().with(at, update.shape().dim(at)));
        Operands.require(this, update.equals(wanted), "update", wanted + "", update);
        var batch = Shape.of(cache.shape().dim(0));
        boolean fits = positions.dtype().isInteger() && positions.shape().equals(batch);
        Operands.require(this, fits, "positions", "integers " + batch, positions);
        return List.of(cache);
    }

    /** Each element of the result looks whether the update has one for it. */
    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var on = new Arithmetic(builder);
        var cache = operands.get(0);
        var update = operands.get(1);
        var shape = cache.type().shape();
        int rank = shape.rank();
        int at = Operands.axis(this, axis, rank);
        var start = on.onto(on.convert(operands.get(2), DType.I64), rank, List.of(0));
        var index = on.index(DType.I64, shape, at);
        var distance = on.sub(index, start);
        if (circular) {
            var size = on.size(distance, shape.dim(at));
            distance = on.apply(new FloorMod(), distance, size);
        }
        var length = update.type().shape().dim(at);
        var isNew = on.isInside(distance, length);
        var none = on.number(distance, 0);
        var last = on.max(on.add(on.size(distance, length), -1), none);
        var place = on.max(none, on.min(distance, last));
        var picked = builder.add(new GatherElements(at), update, place);
        return List.of(builder.add(new Where(), isNew, picked, cache));
    }

    private static Value fromOnnx(OnnxCall call) {
        var b = call.builder();
        var cache = call.operand(0);
        int at = call.axis("axis", -2, cache.type().rank());
        var mode = call.text("mode", "linear");
        if (!mode.equals("linear") && !mode.equals("circular")) {
            throw OnnxProblem.invalid("mode " + mode);
        }
        var batch = Shape.of(cache.type().shape().dim(0));
        var positions = call.has(2) ? call.operand(2) : b.add(new Fill(DType.I64, batch, 0));
        var op = new TensorScatter(at, mode.equals("circular"));
        return b.add(op, cache, call.operand(1), positions);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(
                        0,
                        2,
                        new TensorScatter(-2, false),
                        "f32[2, 3, 5, n]",
                        "f32[2, 3, 2, n]",
                        "i64[2]"),
                Sample.within(
                        0,
                        4,
                        new TensorScatter(1, true),
                        "f32[n, 5, 2]",
                        "f32[n, 3, 2]",
                        "i32[n]"));
    }
}
