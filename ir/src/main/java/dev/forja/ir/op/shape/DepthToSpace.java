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
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Moves channels into blocks of pixels. Columns first: a channel's place in its block is its high
 * part.
 */
public record DepthToSpace(int blockSize, boolean columnsFirst) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Moves channels into blocks of pixels.",
                "x[n, c, h, w] as [n, c / b^2, h * b, w * b]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since(
                                        "DepthToSpace", 1, OnnxImport.one(DepthToSpace::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.rank(this, "x", x, 4);
        var shape = x.shape();
        long square = (long) blockSize * blockSize;
        Operands.require(
                this,
                blockSize > 0 && shape.dim(1).divideExact(Dim.of(square)).isPresent(),
                "channels",
                "a multiple of " + square,
                x);
        return List.of(
                x.withShape(
                        Shape.of(
                                shape.dim(0),
                                shape.dim(1).floorDiv(Dim.of(square)),
                                shape.dim(2).times(blockSize),
                                shape.dim(3).times(blockSize))));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var shape = x.type().shape();
        var result = inferTypes(List.of(x.type())).getFirst().shape();
        var block = Dim.of(blockSize);
        var channels = result.dim(1);
        var parts =
                columnsFirst
                        ? Shape.of(shape.dim(0), channels, block, block, shape.dim(2), shape.dim(3))
                        : Shape.of(
                                shape.dim(0), block, block, channels, shape.dim(2), shape.dim(3));
        var order = columnsFirst ? List.of(0, 1, 4, 2, 5, 3) : List.of(0, 3, 4, 1, 5, 2);
        var moved = builder.add(new Transpose(order), Emit.reshape(builder, x, parts));
        return List.of(Emit.reshape(builder, moved, result));
    }

    private static Value fromOnnx(OnnxCall call) {
        int block = Math.toIntExact(call.integer("blocksize", 0));
        boolean columnsFirst =
                switch (call.text("mode", "DCR")) {
                    case "DCR" -> false;
                    case "CRD" -> true;
                    default -> throw OnnxProblem.invalid("attribute mode is unknown");
                };
        return call.builder().add(new DepthToSpace(block, columnsFirst), call.operand(0));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new DepthToSpace(2, false), "f32[n, 8, 2, 3]"),
                Sample.of(new DepthToSpace(2, true), "f32[1, 4, 2, n]"));
    }
}
