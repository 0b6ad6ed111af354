package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Moves blocks of pixels into channels. */
public record SpaceToDepth(int blockSize) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Moves blocks of pixels into channels.",
                "x[n, c, h * b, w * b] as [n, c * b^2, h, w]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since(
                                        "SpaceToDepth", 1, OnnxImport.one(SpaceToDepth::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.rank(this, "x", x, 4);
        var shape = x.shape();
        var block = Dim.of(blockSize);
        Operands.require(
                this,
                blockSize > 0
                        && shape.dim(2).divideExact(block).isPresent()
                        && shape.dim(3).divideExact(block).isPresent(),
                "height and width",
                "multiples of " + blockSize,
                x);
        return List.of(
                x.withShape(
                        Shape.of(
                                shape.dim(0),
                                shape.dim(1).times((long) blockSize * blockSize),
                                shape.dim(2).floorDiv(block),
                                shape.dim(3).floorDiv(block))));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var shape = x.type().shape();
        var result = inferTypes(List.of(x.type())).getFirst().shape();
        var block = Dim.of(blockSize);
        var parts =
                Shape.of(shape.dim(0), shape.dim(1), result.dim(2), block, result.dim(3), block);
        var moved =
                builder.add(
                        new Transpose(List.of(0, 3, 5, 1, 2, 4)), Emit.reshape(builder, x, parts));
        return List.of(Emit.reshape(builder, moved, result));
    }

    private static Value fromOnnx(OnnxCall call) {
        int block = Math.toIntExact(call.integer("blocksize", 0));
        return call.builder().add(new SpaceToDepth(block), call.operand(0));
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new SpaceToDepth(2), "f32[n, 2, 4, 6]"));
    }
}
