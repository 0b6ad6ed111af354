package dev.forja.ir.op.shape;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Boxes with the best scores that overlap no better one (non-maximum suppression). How many they
 * are is decided by the numbers, so all of them have to be known at compile time.
 */
final class OnnxSuppression {
    private final Tensor boxes;
    private final boolean isCentered;

    private OnnxSuppression(Tensor boxes, boolean isCentered) {
        this.boxes = boxes;
        this.isCentered = isCentered;
    }

    /** Operands are boxes [n, b, 4], scores [n, c, b]; rows of the result image, class, box. */
    static Value boxes(OnnxCall call) {
        call.yields(0, OnnxElement.I64);
        var boxes = call.numbers(0).tensor();
        var scores = call.numbers(1).tensor();
        long most = call.has(2) ? (long) call.number(2) : 0;
        float overlap = call.has(3) ? (float) call.number(3) : 0;
        double least = call.has(4) ? call.number(4) : Double.NEGATIVE_INFINITY;
        if (boxes.type().rank() != 3 || scores.type().rank() != 3) {
            throw OnnxProblem.invalid("boxes " + boxes.type() + ", scores " + scores.type());
        }
        var size = scores.type().shape().dims();
        var wanted = Shape.of(size.get(0), size.get(2), Dim.of(4));
        if (!boxes.type().shape().equals(wanted)) {
            throw OnnxProblem.invalid("boxes " + boxes.type() + ", scores " + scores.type());
        }
        var suppression = new OnnxSuppression(boxes, call.flag("center_point_box", false));
        int images = (int) size.get(0).constant();
        int classes = (int) size.get(1).constant();
        int count = (int) size.get(2).constant();
        var rows = new ArrayList<int[]>();
        for (int image = 0; image < images; image++) {
            for (int c = 0; c < classes; c++) {
                int from = (image * classes + c) * count;
                for (int box : suppression.kept(image, count, scores, from, most, overlap, least)) {
                    rows.add(new int[] {image, c, box});
                }
            }
        }
        var type = new TensorType(DType.I64, Shape.of(rows.size(), 3));
        return call.constant(OnnxTensor.of(Tensor.of(type, i -> rows.get(i / 3)[i % 3])));
    }

    private List<Integer> kept(
            int image, int count, Tensor scores, int from, long most, float overlap, double least) {
        var order =
                IntStream.range(0, count)
                        .filter(i -> scores.get(from + i).doubleValue() > least)
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingDouble(
                                        i -> -scores.get(from + i).doubleValue()))
                        .toList();
        var kept = new ArrayList<Integer>();
        for (int box : order) {
            boolean isFree =
                    kept.stream()
                            .noneMatch(other ->
                                    overlap(image * count + box, image * count + other) > overlap);
            if (kept.size() < most && isFree) {
                kept.add(box);
            }
        }
        return kept;
    }

    /** Common area over the area of both, in f32 as the specification's numbers are. */
    private float overlap(int a, int b) {
        float common = Math.max(0, common(a, b, 0)) * Math.max(0, common(a, b, 1));
        float all = length(a, 0) * length(a, 1) + length(b, 0) * length(b, 1) - common;
        return all > 0 && common > 0 ? common / all : 0;
    }

    private float common(int a, int b, int axis) {
        return Math.min(high(a, axis), high(b, axis)) - Math.max(low(a, axis), low(b, axis));
    }

    private float length(int box, int axis) {
        return high(box, axis) - low(box, axis);
    }

    private float low(int box, int axis) {
        float a = number(box, axis);
        float b = number(box, axis + 2);
        return isCentered ? a - b / 2 : Math.min(a, b);
    }

    private float high(int box, int axis) {
        float a = number(box, axis);
        float b = number(box, axis + 2);
        return isCentered ? a + b / 2 : Math.max(a, b);
    }

    private float number(int box, int column) {
        return boxes.get(box * 4 + column).floatValue();
    }
}
