package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.KeepsElements;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Drops axes of size 1. */
public record Squeeze(List<Integer> axes) implements CompositeOp, WritesOnnx, KeepsElements {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Drops axes of size 1.",
                "x without the axes",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Squeeze", 1, OnnxImport.one(Squeeze::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    public Squeeze {
        axes = List.copyOf(axes);
    }

    private Shape shape(TensorType x) {
        var gone = axes.stream().map(axis -> Operands.axis(this, axis, x.rank())).toList();
        gone.forEach(axis ->
                Operands.require(
                        this, x.shape().dim(axis).isConstant(1), "axis " + axis, "size 1", x));
        return new Shape(
                IntStream.range(0, x.rank())
                        .filter(axis -> !gone.contains(axis))
                        .mapToObj(x.shape()::dim)
                        .toList());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        return List.of(operands.getFirst().withShape(shape(operands.getFirst())));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        return List.of(
                Emit.reshape(builder, operands.getFirst(), shape(operands.getFirst().type())));
    }

    private static Value fromOnnx(OnnxCall call) {
        var x = call.type(0);
        var axes =
                call.integers("axes", 1)
                        .map(given -> OnnxCall.axes(given, x.rank()))
                        .orElseGet(() ->
                                IntStream.range(0, x.rank())
                                        .filter(axis -> x.shape().dim(axis).isConstant(1))
                                        .boxed()
                                        .toList());
        return call.builder().add(new Squeeze(axes), call.operand(0));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.squeeze(target.operand(0), axes));
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new Squeeze(List.of(1)), "f32[n, 1]"));
    }
}
