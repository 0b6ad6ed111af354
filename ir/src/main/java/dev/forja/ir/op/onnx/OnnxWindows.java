package dev.forja.ir.op.onnx;

import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The attributes that convolution and pooling share: the windows over the spatial axes of [batch,
 * channels, spatial..].
 *
 * @param sizes of a window
 * @param low padding before the elements of each spatial axis
 * @param high padding behind
 */
public record OnnxWindows(
        List<Integer> sizes,
        List<Integer> strides,
        List<Integer> dilations,
        List<Dim> low,
        List<Dim> high) {

    /** The windows of a pooling node. */
    public static OnnxWindows ofPool(OnnxCall call) {
        var sizes =
                call.integers("kernel_shape")
                        .orElseThrow(() -> OnnxProblem.invalid("kernel_shape is missing"));
        return of(call, sizes);
    }

    /** The windows of a node with the kernel's sizes. */
    public static OnnxWindows of(OnnxCall call, List<Integer> sizes) {
        int axes = sizes.size();
        if (call.type(0).rank() != axes + 2) {
            throw OnnxProblem.invalid(
                    "windows over " + axes + " axes of an operand of type " + call.type(0));
        }
        if (sizes.stream().anyMatch(size -> size < 1)) {
            throw OnnxProblem.invalid("kernel_shape " + sizes);
        }
        var strides = positive(call, "strides", axes);
        var dilations = positive(call, "dilations", axes);
        var auto = call.text("auto_pad", "NOTSET");
        var low = new ArrayList<Dim>();
        var high = new ArrayList<Dim>();
        switch (auto) {
            case "NOTSET", "" -> {
                var pads = call.integers("pads").orElse(Collections.nCopies(2 * axes, 0));
                if (pads.size() != 2 * axes) {
                    throw OnnxProblem.invalid("pads " + pads + " of " + axes + " axes");
                }
                pads.forEach(pad -> (low.size() < axes ? low : high).add(Dim.of(pad)));
            }
            case "VALID" -> {
                low.addAll(Collections.nCopies(axes, Dim.ZERO));
                high.addAll(Collections.nCopies(axes, Dim.ZERO));
            }
            case "SAME_UPPER", "SAME_LOWER" -> {
                for (int i = 0; i < axes; i++) {
                    int span = (sizes.get(i) - 1) * dilations.get(i) + 1;
                    var total = same(call.type(0).shape().dim(i + 2), strides.get(i), span);
                    var less = total.floorDiv(Dim.of(2));
                    var more = total.minus(less);
                    low.add(auto.equals("SAME_UPPER") ? less : more);
                    high.add(auto.equals("SAME_UPPER") ? more : less);
                }
            }
            default -> throw OnnxProblem.invalid("auto_pad " + auto);
        }
        return new OnnxWindows(sizes, strides, dilations, low, high);
    }

    /** The padding with which an axis has a window for each stride. */
    private static Dim same(Dim size, int stride, int span) {
        return size.ceilDiv(stride).plus(-1).times(stride).plus(span).minus(size).max(Dim.ZERO);
    }

    private static List<Integer> positive(OnnxCall call, String name, int axes) {
        var values = call.integers(name).orElse(Collections.nCopies(axes, 1));
        if (values.size() != axes || values.stream().anyMatch(value -> value < 1)) {
            throw OnnxProblem.invalid(name + " " + values + " of " + axes + " axes");
        }
        return values;
    }

    /** The spatial sizes of the kernel that is an operand. */
    public static List<Integer> kernel(OnnxCall call, int operand) {
        var shape = call.type(operand).shape();
        if (shape.rank() < 3) {
            throw OnnxProblem.invalid("a kernel of type " + call.type(operand));
        }
        var sizes = new ArrayList<Integer>();
        for (var dim : new Shape(shape.dims().subList(2, shape.rank())).dims()) {
            if (!dim.isConstant() || dim.constant() != (int) dim.constant()) {
                throw OnnxProblem.unsupported("a kernel of unknown size, " + call.type(operand));
            }
            sizes.add((int) dim.constant());
        }
        var declared = call.integers("kernel_shape");
        if (declared.isPresent() && !declared.get().equals(sizes)) {
            throw OnnxProblem.invalid(
                    "kernel_shape " + declared.get() + " of a kernel " + call.type(operand));
        }
        return sizes;
    }
}
