package dev.forja.ir.op.resize;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Broadcasting;
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
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The grid of positions that an affine transformation moves those of an image to: theta is [n, k, k
 * + 1], the result [n, sizes.., k], positions from -1 to 1, the last axis first.
 *
 * @param alignCorners whether -1 and 1 are the middles of the outermost elements, or their edges
 */
public record AffineGrid(Shape sizes, boolean alignCorners) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Positions of an image under an affine transformation.",
                "y[n, o, i] = sum over j of theta[n, i, j] * position[o, j] + theta[n, i, k]",
                List.of("theta"),
                List.of(
                        OpDoc.OnnxName.since(
                                "AffineGrid", 20, OnnxImport.one(AffineGrid::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var theta = operands.getFirst();
        int axes = sizes.rank();
        boolean fits =
                theta.dtype().isFloat()
                        && theta.rank() == 3
                        && theta.shape().dim(1).isConstant(axes)
                        && theta.shape().dim(2).isConstant(axes + 1);
        Operands.require(this, fits, "theta", "[n, " + axes + ", " + (axes + 1) + "]", theta);
        var dims = new ArrayList<>(sizes.dims());
        dims.addFirst(theta.shape().dim(0));
        dims.add(Dim.of(axes));
        return List.of(theta.withShape(new Shape(dims)));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var on = new Arithmetic(builder);
        var theta = operands.getFirst();
        int axes = sizes.rank();
        var dims = new ArrayList<>(sizes.dims());
        dims.addFirst(theta.type().shape().dim(0));
        dims.add(Dim.of(axes));
        int rank = dims.size();
        var sum = column(builder, on, theta, axes, rank);
        for (int j = 0; j < axes; j++) {
            int axis = axes - 1 - j;
            var position = position(on, theta.type().dtype(), sizes.dim(axis));
            var placed = on.onto(position, rank, List.of(axis + 1));
            sum = on.add(sum, on.mul(column(builder, on, theta, j, rank), placed));
        }
        return List.of(Broadcasting.to(builder, sum, new Shape(dims)));
    }

    /** Column j of the transformation, on the first and the last axis. */
    private static Value column(
            FunctionBuilder builder, Arithmetic on, Value theta, int j, int rank) {
        var column = Slice.part(builder, theta, 2, Dim.of(j), Dim.ONE);
        var flat = Emit.reshape(builder, column, column.type().shape().without(2));
        return on.onto(flat, rank, List.of(0, rank - 1));
    }

    private Value position(Arithmetic on, DType type, Dim size) {
        var index = on.index(type, Shape.of(size), 0);
        var width = on.size(index, size);
        if (alignCorners) {
            var last = on.max(on.add(width, -1), on.number(index, 1));
            return on.add(on.mul(on.div(index, last), 2), -1);
        }
        return on.add(on.div(on.add(on.mul(index, 2), 1), width), -1);
    }

    private static Value fromOnnx(OnnxCall call) {
        call.requireFloat(0);
        var size = call.shape(1).dims();
        if (size.size() < 3) {
            throw OnnxProblem.invalid("size " + size);
        }
        var op =
                new AffineGrid(
                        new Shape(size.subList(2, size.size())), call.flag("align_corners", false));
        return call.builder().add(op, call.operand(0));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new AffineGrid(Shape.parse("3, 4"), false), "f32[n, 2, 3]"),
                Sample.of(new AffineGrid(Shape.parse("n, 1"), true), "f32[2, 2, 3]"),
                Sample.of(new AffineGrid(Shape.parse("2, 3, 4"), true), "f64[n, 3, 4]"));
    }
}
