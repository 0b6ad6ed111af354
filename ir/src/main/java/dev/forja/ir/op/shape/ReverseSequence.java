package dev.forja.ir.op.shape;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Turns the first elements of each sequence around, as many as it has. */
public record ReverseSequence(int batchAxis, int timeAxis) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Turns the first elements of each sequence around, as many as it has.",
                "result[t] = t < length ? x[length - 1 - t] : x[t]",
                List.of("x", "lengths"),
                List.of(
                        OpDoc.OnnxName.since("ReverseSequence", 10)
                                .range(OnnxRange.MOVES)
                                .absent("batchAxis", 1)
                                .absent("timeAxis", 0)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var x = operands.get(0);
        int batch = Operands.axis(this, batchAxis, x.rank());
        Operands.axis(this, timeAxis, x.rank());
        Operands.require(
                this,
                operands.get(1).dtype().isInteger()
                        && operands.get(1).shape().equals(Shape.of(x.shape().dim(batch))),
                "lengths",
                "integers, one per sequence of " + x,
                operands.get(1));
        return List.of(x);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.get(0);
        var shape = x.type().shape();
        int time = Operands.axis(this, timeAxis, shape.rank());
        int batch = Operands.axis(this, batchAxis, shape.rank());
        var type = operands.get(1).type().dtype();
        var length = builder.add(new Broadcast(shape, List.of(batch)), operands.get(1));
        var position = builder.add(new Iota(type, shape, time));
        var one = builder.add(new Fill(type, shape, 1));
        var mirrored = builder.add(new Sub(), builder.add(new Sub(), length, one), position);
        var isInside = builder.add(new Less(), position, length);
        var from = builder.add(new Where(), isInside, mirrored, position);
        return List.of(builder.add(new GatherElements(time), x, from));
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.within(0, 3, new ReverseSequence(1, 0), "f32[4, 2]", "i64[2]"));
    }
}
