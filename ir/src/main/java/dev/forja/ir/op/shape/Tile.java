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
import java.util.ArrayList;
import java.util.List;

/** Repeats a tensor as a whole along its axes. */
public record Tile(List<Dim> repeats) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Repeats a tensor as a whole along its axes.",
                "result[i, ..] = x[i mod d0, ..]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Tile", 6, OnnxImport.one(Tile::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    public Tile {
        repeats = List.copyOf(repeats);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.require(
                this, repeats.size() == x.rank(), "repeats", "one per axis of " + x, repeats);
        return List.of(x.withShape(tiled(x.shape())));
    }

    private Shape tiled(Shape shape) {
        var dims = new ArrayList<Dim>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            dims.add(shape.dim(axis).times(repeats.get(axis)));
        }
        return new Shape(dims);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var shape = x.type().shape();
        var dims = new ArrayList<Dim>();
        var onto = new ArrayList<Integer>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            dims.add(repeats.get(axis));
            onto.add(dims.size());
            dims.add(shape.dim(axis));
        }
        var spread = builder.add(new Broadcast(new Shape(dims), onto), x);
        return List.of(Emit.reshape(builder, spread, tiled(shape)));
    }

    private static Value fromOnnx(OnnxCall call) {
        return call.builder().add(new Tile(call.dims(1)), call.operand(0));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Tile(List.of(Dim.of(2), Dim.of(3))), "f32[n, 5]"),
                Sample.of(new Tile(List.of(Dim.of(2))), "i32[3]"));
    }
}
