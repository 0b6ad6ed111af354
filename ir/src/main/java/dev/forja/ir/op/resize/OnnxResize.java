package dev.forja.ir.op.resize;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.Gather;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How the resizing of ONNX becomes one interpolation or gather an axis. */
final class OnnxResize {
    private final OnnxCall call;
    private final Shape shape;
    private final List<Integer> axes;
    private final int scalesOperand;
    private final int sizesOperand;

    private OnnxResize(OnnxCall call) {
        this.call = call;
        this.shape = call.type(0).shape();
        var all = IntStream.range(0, shape.rank()).boxed().toList();
        this.axes =
                call.integers("axes").map(given -> OnnxCall.axes(given, shape.rank())).orElse(all);
        boolean hasRegion = call.operator().equals("Resize") && call.version() >= 11;
        this.scalesOperand = hasRegion ? 2 : 1;
        this.sizesOperand = hasRegion ? 3 : -1;
    }

    static Value of(OnnxCall call) {
        return new OnnxResize(call).result();
    }

    private Value result() {
        boolean hasSizes = sizesOperand > 0 && call.has(sizesOperand);
        var scales = hasSizes ? List.<Double>of() : scales();
        var sizes = hasSizes ? call.ints(sizesOperand) : List.<Integer>of();
        if ((hasSizes ? sizes.size() : scales.size()) != axes.size()) {
            throw OnnxProblem.invalid("scales or sizes for another number of axes");
        }
        double common = hasSizes ? commonScale(sizes) : 0;
        var value = call.operand(0);
        for (int i = 0; i < axes.size(); i++) {
            int axis = axes.get(i);
            double length;
            int out;
            var dim = shape.dim(axis);
            if (!hasSizes && scales.get(i) == 1 && !crops()) {
                continue;
            }
            if (!dim.isConstant()) {
                throw OnnxProblem.unsupported(
                        "resizing of axis " + axis + " of the symbolic size " + dim);
            }
            int in = Math.toIntExact(dim.constant());
            if (hasSizes) {
                length = common == 0 ? sizes.get(i) : common * in;
                out = (int) Math.floor(length + 0.5);
            } else {
                length = in * scales.get(i);
                out = (int) Math.floor(length);
            }
            value = resized(value, axis, i, in, out, length);
        }
        return value;
    }

    private boolean crops() {
        return coordinates().equals("tf_crop_and_resize");
    }

    private List<Double> scales() {
        if (call.operator().equals("Upsample") && call.version() < 9) {
            return call.reals("scales")
                    .orElseThrow(() -> OnnxProblem.invalid("attribute scales is missing"));
        }
        var content = call.numbers(scalesOperand);
        return content.elements().stream()
                .map(element -> element.number(content.type().dtype()).doubleValue())
                .toList();
    }

    /** The one scale that keeps the aspect ratio; 0 when each axis has its own. */
    private double commonScale(List<Integer> sizes) {
        var policy = call.text("keep_aspect_ratio_policy", "stretch");
        var scales =
                IntStream.range(0, sizes.size())
                        .mapToDouble(
                                i -> sizes.get(i) / (double) shape.dim(axes.get(i)).constant());
        return switch (policy) {
            case "stretch" -> 0;
            case "not_larger" -> scales.min().orElse(1);
            case "not_smaller" -> scales.max().orElse(1);
            default ->
                    throw OnnxProblem.invalid("keep_aspect_ratio_policy " + policy + " is unknown");
        };
    }

    /** Before operator set 11 there was one way alone. */
    private String coordinates() {
        return scalesOperand == 1
                ? "asymmetric"
                : call.text("coordinate_transformation_mode", "half_pixel");
    }

    private Value resized(Value x, int axis, int index, int in, int out, double length) {
        var region = crops() ? region() : List.<Double>of();
        var mode = call.text("mode", "nearest");
        if (!List.of("nearest", "linear", "cubic", "bilinear").contains(mode)) {
            throw OnnxProblem.invalid("mode " + mode + " is unknown");
        }
        var sampling =
                AxisSampling.of(
                        new AxisSampling.Request(
                                in,
                                out,
                                length,
                                region.isEmpty() ? 0 : region.get(index),
                                region.isEmpty() ? 1 : region.get(axes.size() + index),
                                coordinates(),
                                mode.equals("bilinear") ? "linear" : mode,
                                scalesOperand == 1
                                        ? "floor"
                                        : call.text("nearest_mode", "round_prefer_floor"),
                                call.real("cubic_coeff_a", -0.75),
                                call.flag("antialias", false),
                                call.flag("exclude_outside", false)));
        return apply(x, axis, sampling, mode.equals("nearest"));
    }

    private List<Double> region() {
        var content = call.numbers(1);
        var numbers =
                content.elements().stream()
                        .map(element -> element.number(content.type().dtype()).doubleValue())
                        .toList();
        if (numbers.size() != 2 * axes.size()) {
            throw OnnxProblem.invalid("a region of " + numbers.size() + " numbers");
        }
        return numbers;
    }

    private Value apply(Value x, int axis, AxisSampling sampling, boolean isNearest) {
        var b = call.builder();
        int taps = sampling.positions().length;
        int out = sampling.isOutside().length;
        boolean isWhole = IntStream.range(0, out).noneMatch(i -> sampling.isOutside()[i]);
        if (isNearest && isWhole) {
            return b.add(new Gather(axis), x, row(DType.I64, out, i -> sampling.positions()[0][i]));
        }
        call.requireFloat(0);
        var matrix = Shape.of(taps, out);
        var type = x.type().dtype();
        var positions =
                constant(
                        new TensorType(DType.I64, matrix),
                        i -> sampling.positions()[i / out][i % out]);
        var weights =
                constant(new TensorType(type, matrix), i -> sampling.weights()[i / out][i % out]);
        var inner = b.add(new Interpolate(axis), x, positions, weights);
        if (isWhole) {
            return inner;
        }
        double outside = call.real("extrapolation_value", 0);
        var row = row(type, out, i -> sampling.isOutside()[i] ? outside : 0);
        var spread = b.add(new Broadcast(inner.type().shape(), List.of(axis)), row);
        return b.add(new Add(), inner, spread);
    }

    private Value row(DType type, int size, IntToDoubleFunction values) {
        return constant(new TensorType(type, Shape.of(size)), values);
    }

    private Value constant(TensorType type, IntToDoubleFunction values) {
        return call.constant(OnnxTensor.of(Tensor.of(type, values)));
    }
}
