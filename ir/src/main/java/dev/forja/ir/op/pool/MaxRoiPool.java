package dev.forja.ir.op.pool;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Ceil;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.ir.op.shape.Gather;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * The greatest elements of the cells of regions (Girshick 2015, Fast R-CNN): x [n, c, h, w],
 * regions [r, 5] as image, x1, y1, x2, y2 with both corners inside; the result is [r, c, height,
 * width]. An empty cell gives 0.
 *
 * @param scale from coordinates of regions to elements
 */
public record MaxRoiPool(int height, int width, double scale) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The greatest elements of the cells of regions.",
                "y[r, c, i, j] = max over cell i, j of region r of x[image(r), c]",
                List.of("x", "regions"),
                List.of(
                        OpDoc.OnnxName.since(
                                "MaxRoiPool", 1, OnnxImport.one(MaxRoiPool::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var x = operands.get(0);
        var regions = operands.get(1);
        Operands.require(this, x.dtype().isFloat() && x.rank() == 4, "x", "[n, c, h, w]", x);
        boolean fits =
                regions.dtype() == x.dtype()
                        && regions.rank() == 2
                        && regions.shape().dim(1).isConstant(5);
        Operands.require(this, fits, "regions", "[r, 5]", regions);
        Operands.require(this, height >= 1 && width >= 1, "attributes", "1 or more", this);
        return List.of(
                x.withShape(
                        Shape.of(
                                regions.shape().dim(0),
                                x.shape().dim(1),
                                Dim.of(height),
                                Dim.of(width))));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var on = new Arithmetic(builder);
        var x = operands.get(0);
        var regions = operands.get(1);
        var shape = x.type().shape();
        var images = on.convert(column(builder, regions, 0), DType.I64);
        var picked = builder.add(new Gather(0), x, images);
        var least = on.number(x, Double.NEGATIVE_INFINITY);
        var columns = cells(on, regions, 1, shape.dim(3), width);
        var wide = on.onto(picked, 5, List.of(0, 1, 2, 4));
        var inColumns = on.where(on.onto(columns, 5, List.of(0, 3, 4)), wide, least);
        var rows = builder.add(new ReduceMax(List.of(4), false), inColumns);
        var cells = cells(on, regions, 2, shape.dim(2), height);
        var tall = on.onto(rows, 5, List.of(0, 1, 3, 4));
        var inRows = on.where(on.onto(cells, 5, List.of(0, 2, 3)), tall, least);
        var greatest = builder.add(new ReduceMax(List.of(3), false), inRows);
        return List.of(on.where(on.equal(greatest, least), on.number(x, 0), greatest));
    }

    private static Value column(FunctionBuilder builder, Value regions, int column) {
        var part = Slice.part(builder, regions, 1, Dim.of(column), Dim.ONE);
        return Emit.reshape(builder, part, regions.type().shape().without(1));
    }

    /** Which elements of an axis lie in which cell, [r, cells, elements]. */
    private Value cells(Arithmetic on, Value regions, int first, Dim size, int count) {
        var builder = on.builder();
        var start = rounded(on, column(builder, regions, first));
        var end = rounded(on, column(builder, regions, first + 2));
        var length = on.add(on.sub(end, start), 1);
        var each = on.mul(on.max(length, on.number(length, 1)), 1.0 / count);
        var type = regions.type().dtype();
        var cell = on.index(type, Shape.of(count), 0);
        var from = on.onto(start, 2, List.of(0));
        var step = on.onto(each, 2, List.of(0));
        var low = on.add(on.floor(on.mul(cell, step)), from);
        var high = on.add(builder.add(new Ceil(), on.mul(on.add(cell, 1), step)), from);
        var index = on.index(type, Shape.of(size), 0);
        return on.and(
                on.lessEqual(on.onto(low, 3, List.of(0, 1)), index),
                on.less(index, on.onto(high, 3, List.of(0, 1))));
    }

    private Value rounded(Arithmetic on, Value coordinate) {
        return on.floor(on.add(on.mul(coordinate, scale), 0.5));
    }

    private static Value fromOnnx(OnnxCall call) {
        call.requireFloat(0);
        var shape = call.integers("pooled_shape").orElse(List.of());
        if (shape.size() != 2) {
            throw OnnxProblem.invalid("pooled_shape " + shape);
        }
        var op = new MaxRoiPool(shape.get(0), shape.get(1), call.real("spatial_scale", 1));
        return call.builder().add(op, call.operand(0), call.operand(1));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0, 1, new MaxRoiPool(2, 1, 3), "f32[2, 3, 4, n]", "f32[5, 5]"),
                Sample.within(0, 1, new MaxRoiPool(1, 2, 2), "f64[2, 1, n, 3]", "f64[3, 5]"));
    }
}
