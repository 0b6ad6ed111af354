package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Columns back to an image: the transpose of taking windows as columns. */
final class OnnxColumns {
    private OnnxColumns() {}

    /** Operands are [n, channels windows' elements, windows], sizes of the image and a window. */
    static Value toImage(OnnxCall call) {
        var b = call.builder();
        var image = call.shape(1);
        var block = call.ints(2);
        int axes = block.size();
        if (image.rank() != axes || axes == 0 || block.stream().anyMatch(size -> size < 1)) {
            throw OnnxProblem.invalid("an image " + image + " of blocks " + block);
        }
        if (call.type(0).rank() != 3) {
            throw OnnxProblem.invalid("operand 0 is " + call.type(0));
        }
        var strides = positive(call, "strides", axes);
        var dilations = positive(call, "dilations", axes);
        var pads = call.integers("pads").orElse(Collections.nCopies(2 * axes, 0));
        if (pads.size() != 2 * axes || pads.stream().anyMatch(pad -> pad < 0)) {
            throw OnnxProblem.invalid("pads " + pads + " of " + axes + " axes");
        }
        var columns = call.type(0).shape();
        long elements = block.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        var dims = new ArrayList<>(List.of(columns.dim(0)));
        dims.add(columns.dim(1).floorDiv(Dim.of(elements)));
        block.forEach(size -> dims.add(Dim.of(size)));
        var padded = new ArrayList<Dim>();
        for (int i = 0; i < axes; i++) {
            padded.add(image.dim(i).plus(pads.get(i) + pads.get(axes + i)));
            var room = padded.get(i).plus(-(block.get(i) - 1L) * dilations.get(i) - 1);
            if (room.isConstant() && room.constant() < 0) {
                throw OnnxProblem.invalid("blocks " + block + " for an image " + image);
            }
            dims.add(room.floorDiv(Dim.of(strides.get(i))).plus(1));
        }
        var split = new Shape(dims);
        if (!split.size().equals(columns.size())) {
            throw OnnxProblem.invalid(
                    "operand 0 is " + call.type(0) + ", not the windows of an image " + image);
        }
        var order = new ArrayList<>(List.of(0, 1));
        IntStream.range(2 + axes, 2 + 2 * axes).forEach(order::add);
        IntStream.range(2, 2 + axes).forEach(order::add);
        var windows = b.add(new Transpose(order), Emit.reshape(b, call.operand(0), split));
        var over = IntStream.range(2, 2 + axes).boxed().toList();
        var zeros = Collections.nCopies(axes, 0);
        var sum = b.add(new Unwindow(over, zeros, padded, strides, dilations), windows);
        for (int i = 0; i < axes; i++) {
            if (!padded.get(i).equals(image.dim(i))) {
                sum = Slice.part(b, sum, 2 + i, Dim.of(pads.get(i)), image.dim(i));
            }
        }
        return sum;
    }

    private static List<Integer> positive(OnnxCall call, String name, int axes) {
        var values = call.integers(name).orElse(Collections.nCopies(axes, 1));
        if (values.size() != axes || values.stream().anyMatch(value -> value < 1)) {
            throw OnnxProblem.invalid(name + " " + values + " of " + axes + " axes");
        }
        return values;
    }
}
