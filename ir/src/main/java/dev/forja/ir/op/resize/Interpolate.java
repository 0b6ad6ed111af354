package dev.forja.ir.op.resize;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.Gather;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Weighted sums of elements of an axis: result i of the weights and positions in column i. */
public record Interpolate(int axis) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Weighted sums of elements of an axis.",
                "y[i] = sum over t of weights[t, i] * x[positions[t, i]]",
                List.of("x", "positions", "weights"),
                List.of(
                        OpDoc.OnnxName.since("Resize", 10, OnnxImport.one(OnnxResize::of)),
                        OpDoc.OnnxName.since("Upsample", 1, OnnxImport.one(OnnxResize::of))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var x = operands.get(0);
        var positions = operands.get(1);
        int at = Operands.axis(this, axis, x.rank());
        Operands.rank(this, "positions", positions, 2);
        Operands.require(
                this,
                operands.get(2).equals(x.withShape(positions.shape())),
                "weights",
                x.withShape(positions.shape()) + "",
                operands.get(2));
        return List.of(x.withShape(x.shape().with(at, positions.shape().dim(1))));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.get(0);
        int at = Operands.axis(this, axis, x.type().rank());
        var taps = builder.add(new Gather(at), x, operands.get(1));
        var weights =
                builder.add(
                        new Broadcast(taps.type().shape(), List.of(at, at + 1)), operands.get(2));
        var products = builder.add(new Mul(), taps, weights);
        return List.of(builder.add(new ReduceSum(List.of(at), false), products));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0, 2, new Interpolate(0), "f32[3, 2]", "i64[2, n]", "f32[2, n]"),
                Sample.within(0, 2, new Interpolate(1), "f64[n, 3]", "i64[4, 5]", "f64[4, 5]"));
    }
}
