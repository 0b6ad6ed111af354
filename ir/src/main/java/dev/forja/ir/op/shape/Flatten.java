package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.KeepsElements;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Rank 2: the axes before the given one become the first, the others the second. */
public record Flatten(int axis) implements CompositeOp, KeepsElements {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Makes a matrix of a tensor.",
                "x as [d0*..*d(axis-1), d(axis)*..]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Flatten", 1)
                                .range(OnnxRange.MOVES)
                                .absent("axis", 1)));
    }

    private Shape shape(TensorType x) {
        int at = axis == x.rank() ? axis : Operands.axis(this, axis, x.rank());
        var dims = x.shape().dims();
        var rows = new Shape(dims.subList(0, at)).size();
        var columns = new Shape(dims.subList(at, x.rank())).size();
        return Shape.of(rows, columns);
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

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new Flatten(1), "f32[n, 3, 2]"));
    }
}
