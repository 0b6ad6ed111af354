package dev.forja.ir.op.resize;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Ceil;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Pools regions of images at positions between their elements (He and others 2017, Mask R-CNN): x
 * [n, c, h, w], regions [r, 4] as x1, y1, x2, y2, the image of each region [r]; the result is [r,
 * c, height, width].
 *
 * @param sampling points on each axis of a cell; negative for as many as the region has elements,
 *     at most that number without its sign
 * @param scale from coordinates of regions to elements
 * @param mode avg, or max of the weighted elements around the points
 * @param halfPixel whether an element's position is its middle
 */
public record RoiAlign(
        int height, int width, int sampling, double scale, String mode, boolean halfPixel)
        implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Pools regions of images at positions between their elements.",
                "y[r, c, i, j] = mean over points of cell i, j of region r of x[images[r], c]",
                List.of("x", "regions", "images"),
                List.of(OpDoc.OnnxName.since("RoiAlign", 10, OnnxImport.one(RoiAlign::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var x = operands.get(0);
        var regions = operands.get(1);
        var images = operands.get(2);
        Operands.require(this, x.dtype().isFloat() && x.rank() == 4, "x", "[n, c, h, w]", x);
        boolean fits =
                regions.rank() == 2
                        && regions.dtype() == x.dtype()
                        && regions.shape().dim(1).isConstant(4);
        Operands.require(this, fits, "regions", "[r, 4]", regions);
        var count = regions.shape().dim(0);
        Operands.require(
                this,
                images.dtype().isInteger() && images.shape().equals(Shape.of(count)),
                "images",
                "[" + count + "]",
                images);
        Operands.require(
                this,
                height >= 1 && width >= 1 && sampling != 0,
                "attributes",
                "height, width and sampling that are not 0",
                this);
        return List.of(
                x.withShape(Shape.of(count, x.shape().dim(1), Dim.of(height), Dim.of(width))));
    }

    /**
     * The points of one axis, [r, cells, points], and which of them count; how many count in a
     * cell, [r].
     */
    private record Points(Value positions, Value isPoint, Value count) {}

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var on = new Arithmetic(builder);
        var x = operands.get(0);
        var regions = operands.get(1);
        var shape = x.type().shape();
        var rows = points(builder, regions, 1, shape.dim(2), height);
        var columns = points(builder, regions, 0, shape.dim(3), width);
        var count = regions.type().shape().dim(0);
        var each = Dim.of(Math.abs(sampling));
        // [r, rows, points, columns, points]
        var grid = Shape.of(count, Dim.of(height), each, Dim.of(width), each);
        var wide = Shape.of(count, Dim.of((long) height * width).times(each).times(each), Dim.ONE);
        var y = placed(builder, rows.positions(), grid, List.of(0, 1, 2));
        var w = placed(builder, columns.positions(), grid, List.of(0, 3, 4));
        var counts =
                on.and(
                        placed(builder, rows.isPoint(), grid, List.of(0, 1, 2)),
                        placed(builder, columns.isPoint(), grid, List.of(0, 3, 4)));
        var positions =
                builder.add(
                        new Concat(2),
                        Emit.reshape(builder, y, wide),
                        Emit.reshape(builder, w, wide));
        var taps = new SampleTaps(builder, "linear", "border", true);
        var products = taps.products(x, operands.get(2), positions);
        boolean isMean = mode.equals("avg");
        // [r, points, channels]
        var values =
                isMean
                        ? Emit.sum(builder, products, List.of(2, 3))
                        : builder.add(new ReduceMax(List.of(2, 3), false), products);
        var mask = on.onto(Emit.reshape(builder, counts, wide.without(2)), 3, List.of(0, 1));
        var kept = on.where(mask, values, on.number(values, 0));
        var dims = new ArrayList<>(grid.dims());
        dims.add(shape.dim(1));
        var cells = Emit.reshape(builder, kept, new Shape(dims));
        var order = List.of(0, 3, 1, 2);
        if (!isMean) {
            var greatest = builder.add(new ReduceMax(List.of(2, 4), false), cells);
            return List.of(builder.add(new Transpose(order), greatest));
        }
        var sum = builder.add(new Transpose(order), Emit.sum(builder, cells, List.of(2, 4)));
        var number = on.max(on.mul(rows.count(), columns.count()), on.number(sum, 1));
        return List.of(on.div(sum, on.onto(number, 4, List.of(0))));
    }

    private static Value placed(
            FunctionBuilder builder, Value value, Shape grid, List<Integer> axes) {
        return builder.add(new Broadcast(grid, axes), value);
    }

    private Points points(FunctionBuilder builder, Value regions, int first, Dim size, int cells) {
        var on = new Arithmetic(builder);
        var start = border(builder, regions, first);
        var length = on.sub(border(builder, regions, first + 2), start);
        if (!halfPixel) {
            length = on.max(length, on.number(length, 1));
        }
        var cell = on.mul(length, 1.0 / cells);
        var count =
                sampling > 0
                        ? on.add(on.mul(cell, 0), sampling)
                        : on.max(builder.add(new Ceil(), cell), on.number(cell, 0));
        var type = regions.type().dtype();
        var shape =
                Shape.of(regions.type().shape().dim(0), Dim.of(cells), Dim.of(Math.abs(sampling)));
        var point = on.index(type, shape, 2);
        var places = on.onto(count, 3, List.of(0));
        var step = on.onto(cell, 3, List.of(0));
        var within = on.div(on.add(point, 0.5), on.max(places, on.number(places, 1)));
        var offset = on.mul(on.add(on.index(type, shape, 1), within), step);
        var position = on.add(on.onto(start, 3, List.of(0)), offset);
        var low = on.lessEqual(on.number(position, -1), position);
        var near = on.and(low, on.lessEqual(position, on.size(position, size)));
        return new Points(position, on.and(near, on.less(point, places)), count);
    }

    private Value border(FunctionBuilder builder, Value regions, int column) {
        var on = new Arithmetic(builder);
        var part = Slice.part(builder, regions, 1, Dim.of(column), Dim.ONE);
        var flat = Emit.reshape(builder, part, regions.type().shape().without(1));
        return on.add(on.mul(flat, scale), halfPixel ? -0.5 : 0);
    }

    private static Value fromOnnx(OnnxCall call) {
        call.requireFloat(0);
        int height = (int) call.integer("output_height", 1);
        int width = (int) call.integer("output_width", 1);
        double scale = call.real("spatial_scale", 1);
        int sampling = (int) call.integer("sampling_ratio", 0);
        var mode = SampleTaps.known(call.text("mode", "avg"), List.of("avg", "max"));
        var coordinates =
                call.version() < 16
                        ? "output_half_pixel"
                        : call.text("coordinate_transformation_mode", "half_pixel");
        SampleTaps.known(coordinates, List.of("half_pixel", "output_half_pixel"));
        if (sampling <= 0) {
            sampling = -mostPoints(call, scale, height, width);
        }
        var op =
                new RoiAlign(
                        height, width, sampling, scale, mode, coordinates.equals("half_pixel"));
        return call.builder()
                .add(
                        op,
                        call.operand(0),
                        OnnxBuild.convert(call.builder(), call.operand(1), call.dtype(0)),
                        call.operand(2));
    }

    /** Points on an axis of a cell of the largest region, which has to be known. */
    private static int mostPoints(OnnxCall call, double scale, int height, int width) {
        var regions = call.numbers(1).tensor();
        double most = 1;
        for (int i = 0; i + 3 < regions.size(); i += 4) {
            double w = (regions.get(i + 2).doubleValue() - regions.get(i).doubleValue()) * scale;
            double h =
                    (regions.get(i + 3).doubleValue() - regions.get(i + 1).doubleValue()) * scale;
            most = Math.max(most, Math.max(w / width, h / height) + 1);
        }
        return (int) Math.min(most, Short.MAX_VALUE);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                sample(new RoiAlign(2, 3, 2, 1, "avg", true), "f32[2, 3, 4, n]", "f32[5, 4]"),
                sample(new RoiAlign(2, 1, 1, 0.5, "max", false), "f32[2, 2, 4, 3]", "f32[5, 4]"),
                sample(new RoiAlign(1, 2, -2, 1, "avg", false), "f64[2, 1, 3, 3]", "f64[5, 4]"));
    }

    private static Sample sample(RoiAlign op, String images, String regions) {
        return Sample.within(0, 1, op, images, regions, "i64[5]");
    }
}
