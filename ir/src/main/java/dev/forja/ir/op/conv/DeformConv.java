package dev.forja.ir.op.conv;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxWindows;
import dev.forja.ir.op.resize.SamplePoints;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution whose windows read at moved positions, between the elements (Dai and others 2017;
 * with a mask: Zhu and others 2019). Operands: x [n, c, s1.. sk], kernels [m, c / groups, k1.. kk],
 * offsets [n, movers k1 .. kk k, o1.. ok] and, for each position of a window, a mask [n, movers k1
 * .. kk, o1.. ok]; the result is [n, m, o1.. ok].
 *
 * @param movers groups of channels that have offsets of their own
 */
public record DeformConv(
        List<Integer> strides,
        List<Integer> dilations,
        List<Integer> low,
        List<Integer> high,
        int groups,
        int movers)
        implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Convolution whose windows read at moved positions.",
                "y[n, m, o] = sum over c, k of w[m, c, k] * mask[n, k, o] * x[n, c, o * stride + k"
                        + " * dilation - low + offset[n, k, o]]",
                List.of("x", "kernels", "offsets", "mask"),
                List.of(
                        OpDoc.OnnxName.since(
                                "DeformConv", 19, OnnxImport.one(DeformConv::fromOnnx))));
    }

    public DeformConv {
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 4);
        var x = operands.get(0);
        var kernels = operands.get(1);
        int axes = strides.size();
        Operands.require(this, x.dtype().isFloat(), "element type", "f32 or f64", x);
        Operands.rank(this, "x", x, axes + 2);
        Operands.rank(this, "kernels", kernels, axes + 2);
        boolean isPositive = groups >= 1 && movers >= 1;
        Operands.require(this, isPositive, "groups and movers", "1 or more", this);
        boolean fits =
                kernels.dtype() == x.dtype()
                        && kernels.shape().dim(1).times(groups).equals(x.shape().dim(1));
        Operands.require(this, fits, "kernels", "channels of " + x, kernels);
        var outputs = outputs(x.shape(), kernels.shape());
        var window = new Shape(kernels.shape().dims().subList(2, axes + 2)).size();
        var mask = new ArrayList<>(outputs);
        mask.addFirst(window.times(movers));
        mask.addFirst(x.shape().dim(0));
        var wanted = new Shape(mask);
        Operands.require(
                this,
                operands.get(3).equals(x.withShape(wanted)),
                "mask",
                wanted + "",
                operands.get(3));
        var offsets = wanted.with(1, window.times(movers).times(axes));
        Operands.require(
                this,
                operands.get(2).equals(x.withShape(offsets)),
                "offsets",
                offsets + "",
                operands.get(2));
        var dims = new ArrayList<>(outputs);
        dims.addFirst(kernels.shape().dim(0));
        dims.addFirst(x.shape().dim(0));
        return List.of(x.withShape(new Shape(dims)));
    }

    private List<Dim> outputs(Shape x, Shape kernels) {
        var dims = new ArrayList<Dim>();
        for (int i = 0; i < strides.size(); i++) {
            var span = kernels.dim(i + 2).plus(-1).times(dilations.get(i)).plus(1);
            var room = x.dim(i + 2).plus(low.get(i) + high.get(i)).minus(span);
            dims.add(room.floorDiv(Dim.of(strides.get(i))).plus(1));
        }
        return dims;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var on = new Arithmetic(builder);
        var x = operands.get(0);
        var kernels = operands.get(1);
        int axes = strides.size();
        var result = inferTypes(operands.stream().map(Value::type).toList()).getFirst().shape();
        var batch = result.dim(0);
        var outputs = new Shape(result.dims().subList(2, axes + 2));
        var window = new Shape(kernels.type().shape().dims().subList(2, axes + 2));
        var channels = x.type().shape().dim(1);
        var own = channels.floorDiv(Dim.of(movers));
        var sets = batch.times(movers);
        var points = window.size().times(outputs.size());
        var images = new ArrayList<>(x.type().shape().dims());
        images.set(0, sets);
        images.set(1, own);
        var positions = positions(on, operands.get(2), sets, window, outputs);
        var rows = on.index(DType.I64, Shape.of(sets), 0);
        var picked =
                builder.add(
                        new SamplePoints("linear", "zeros", true),
                        Emit.reshape(builder, x, new Shape(images)),
                        rows,
                        Emit.reshape(builder, positions, Shape.of(sets, points, Dim.of(axes))));
        var mask = Emit.reshape(builder, operands.get(3), Shape.of(sets, Dim.ONE, points));
        var group = Dim.of(groups);
        var each = channels.floorDiv(group);
        var columns =
                Emit.reshape(
                        builder,
                        on.mul(picked, mask),
                        Shape.of(batch, group, each, window.size(), outputs.size()));
        var filters = result.dim(1).floorDiv(group);
        var weights = Emit.reshape(builder, kernels, Shape.of(group, filters, each, window.size()));
        var contract = new Contract(List.of(0), List.of(1), List.of(2, 3), List.of(2, 3));
        var product = builder.add(contract, weights, columns);
        var turned = builder.add(new Transpose(List.of(2, 0, 1, 3)), product);
        return List.of(Emit.reshape(builder, turned, result));
    }

    /** [sets, window.., outputs.., axis]. */
    private Value positions(Arithmetic on, Value offsets, Dim sets, Shape window, Shape outputs) {
        var builder = on.builder();
        int axes = strides.size();
        var split = new ArrayList<Dim>();
        split.add(sets);
        split.add(window.size());
        split.add(Dim.of(axes));
        split.add(outputs.size());
        var parts = Emit.reshape(builder, offsets, new Shape(split));
        var columns = new ArrayList<Value>();
        var dims = new ArrayList<>(window.dims());
        dims.addAll(outputs.dims());
        var grid = new Shape(dims);
        var type = offsets.type().dtype();
        var plane = Shape.of(Dim.ONE, window.size(), outputs.size(), Dim.ONE);
        for (int axis = 0; axis < axes; axis++) {
            var inWindow = on.mul(on.index(type, grid, axis), dilations.get(axis));
            var start = on.mul(on.index(type, grid, axes + axis), strides.get(axis));
            var base = on.add(on.add(inWindow, start), -low.get(axis));
            var part = Slice.part(builder, parts, 2, Dim.of(axis), Dim.ONE);
            var column = Shape.of(sets, window.size(), outputs.size(), Dim.ONE);
            columns.add(
                    on.add(
                            Emit.reshape(builder, part, column),
                            Emit.reshape(builder, base, plane)));
        }
        return axes == 1 ? columns.getFirst() : builder.node(new Concat(3), columns).result();
    }

    private static Value fromOnnx(OnnxCall call) {
        call.requireFloat(0);
        var b = call.builder();
        var windows = OnnxWindows.of(call, OnnxWindows.kernel(call, 1));
        var low = windows.low().stream().map(dim -> (int) dim.constant()).toList();
        var high = windows.high().stream().map(dim -> (int) dim.constant()).toList();
        var op =
                new DeformConv(
                        windows.strides(),
                        windows.dilations(),
                        low,
                        high,
                        (int) call.integer("group", 1),
                        (int) call.integer("offset_group", 1));
        var offsets = call.operand(2);
        int axes = windows.sizes().size();
        var ones = offsets.type().shape();
        ones = ones.with(1, ones.dim(1).floorDiv(Dim.of(axes)));
        var mask = call.has(4) ? call.operand(4) : Emit.fill(b, offsets.type().withShape(ones), 1);
        var y = b.add(op, call.operand(0), call.operand(1), offsets, mask);
        if (!call.has(3)) {
            return y;
        }
        var bias = new Arithmetic(b).onto(call.operand(3), axes + 2, List.of(1));
        return OnnxBuild.apply(b, new Add(), y, bias);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(
                        new DeformConv(
                                List.of(1, 1), List.of(1, 1), List.of(0, 1), List.of(0, 0), 1, 1),
                        "f32[n, 2, 3, 3]",
                        "f32[3, 2, 2, 2]",
                        "f32[n, 8, 2, 3]",
                        "f32[n, 4, 2, 3]"),
                Sample.of(
                        new DeformConv(List.of(2), List.of(1), List.of(1), List.of(1), 2, 2),
                        "f64[1, 4, 5]",
                        "f64[2, 2, 3]",
                        "f64[1, 6, 3]",
                        "f64[1, 6, 3]"));
    }
}
