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
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inserts an axis of size 1. */
public record ExpandDims(int axis) implements CompositeOp, WritesOnnx, KeepsElements {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Inserts an axis of size 1.",
                "x with a new axis",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Unsqueeze", 1, OnnxImport.one(ExpandDims::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    private Shape shape(TensorType x) {
        int at = Operands.axis(this, axis, x.rank() + 1);
        var dims = new ArrayList<>(x.shape().dims());
        dims.add(at, Dim.ONE);
        return new Shape(dims);
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
        var given =
                call.integers("axes", 1)
                        .orElseThrow(() -> OnnxProblem.invalid("there are no axes"));
        var axes = OnnxCall.axes(given, call.type(0).rank() + given.size());
        var dims = new ArrayList<>(call.type(0).shape().dims());
        axes.stream().sorted().forEach(axis -> dims.add(axis, Dim.ONE));
        return Emit.reshape(call.builder(), call.operand(0), new Shape(dims));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.unsqueeze(target.operand(0), List.of(axis)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new ExpandDims(1), "f32[n, 3]"), Sample.of(new ExpandDims(-1), "f32[n]"));
    }
}
