package dev.forja.ir.op.resize;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples images at the positions of a grid (Jaderberg and others 2015, spatial transformers): x is
 * [n, c, s1.. sk], grid [n, o1.. ok, k] with positions from -1 to 1, the last axis of x first; the
 * result is [n, c, o1.. ok].
 *
 * @param mode nearest, linear or cubic
 * @param padding what lies outside: zeros, border or reflection
 * @param alignCorners whether -1 and 1 are the middles of the outermost elements, or their edges
 */
public record GridSample(String mode, String padding, boolean alignCorners) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Samples images at the positions of a grid.",
                "y[n, c, o] = x[n, c, ((grid[n, o] + 1) * size - 1) / 2], interpolated",
                List.of("x", "grid"),
                List.of(
                        OpDoc.OnnxName.since(
                                "GridSample", 16, OnnxImport.one(GridSample::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var x = operands.get(0);
        var grid = operands.get(1);
        Operands.require(this, x.dtype().isFloat() && x.rank() >= 3, "x", "[n, c, s..] floats", x);
        int rank = x.rank();
        boolean fits =
                grid.rank() == rank
                        && grid.dtype() == x.dtype()
                        && grid.shape().dim(0).equals(x.shape().dim(0))
                        && grid.shape().dim(rank - 1).isConstant(rank - 2);
        Operands.require(
                this, fits, "grid", "[" + x.shape().dim(0) + ", o.., " + (rank - 2) + "]", grid);
        var dims = new ArrayList<>(x.shape().dims().subList(0, 2));
        dims.addAll(grid.shape().dims().subList(1, rank - 1));
        return List.of(x.withShape(new Shape(dims)));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var on = new Arithmetic(builder);
        var x = operands.get(0);
        var grid = operands.get(1);
        int axes = x.type().rank() - 2;
        var shape = inferTypes(List.of(x.type(), grid.type())).getFirst().shape();
        var batch = shape.dim(0);
        var points = new Shape(shape.dims().subList(2, shape.rank())).size();
        var flat = Emit.reshape(builder, grid, Shape.of(batch, points, Dim.of(axes)));
        var columns = new ArrayList<Value>();
        for (int axis = 0; axis < axes; axis++) {
            var unit = Slice.part(builder, flat, 2, Dim.of(axes - 1 - axis), Dim.ONE);
            columns.add(position(on, unit, x.type().shape().dim(axis + 2)));
        }
        var positions =
                axes == 1 ? columns.getFirst() : builder.node(new Concat(2), columns).result();
        var rows = on.index(DType.I64, Shape.of(batch), 0);
        var op = new SamplePoints(mode, padding, alignCorners);
        return List.of(Emit.reshape(builder, builder.add(op, x, rows, positions), shape));
    }

    private Value position(Arithmetic on, Value unit, Dim size) {
        var width = on.size(unit, size);
        var moved = on.add(unit, 1);
        return alignCorners
                ? on.mul(moved, on.mul(on.add(width, -1), 0.5))
                : on.mul(on.add(on.mul(moved, width), -1), 0.5);
    }

    private static Value fromOnnx(OnnxCall call) {
        call.requireFloat(0);
        var mode =
                switch (call.text("mode", "linear")) {
                    case "bilinear" -> "linear";
                    case "bicubic" -> "cubic";
                    case String other -> other;
                };
        var padding = call.text("padding_mode", "zeros");
        SampleTaps.known(mode, List.of("nearest", "linear", "cubic"));
        SampleTaps.known(padding, List.of("zeros", "border", "reflection"));
        var op = new GridSample(mode, padding, call.flag("align_corners", false));
        var grid = OnnxBuild.convert(call.builder(), call.operand(1), call.dtype(0));
        return call.builder().add(op, call.operand(0), grid);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                sample(
                        new GridSample("linear", "zeros", false),
                        "f32[2, 3, 4, 3]",
                        "f32[2, n, 2, 2]"),
                sample(
                        new GridSample("linear", "border", true),
                        "f32[1, 2, n, 3]",
                        "f32[1, 2, 4, 2]"),
                sample(
                        new GridSample("cubic", "reflection", false),
                        "f64[2, 1, 3, 4]",
                        "f64[2, n, 1, 2]"),
                sample(
                        new GridSample("nearest", "zeros", true),
                        "f32[1, 2, 2, 3, 2]",
                        "f32[1, 2, n, 2, 3]"));
    }

    private static Sample sample(GridSample op, String images, String grid) {
        return Sample.within(-1.5, 1.5, op, images, grid);
    }
}
