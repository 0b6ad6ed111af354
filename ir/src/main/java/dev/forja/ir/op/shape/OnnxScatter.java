package dev.forja.ir.op.shape;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/** Positions of windows, and sums at positions, in the nodes of ONNX. */
final class OnnxScatter {
    private OnnxScatter() {}

    /** {@code start + o * stride + k * dilation} for each window o and element k, as i64. */
    static OnnxTarget.Ref positions(
            OnnxTarget target, Dim count, Dim size, int start, int stride, int dilation) {
        if (count.isConstant() && size.isConstant()) {
            int elements = Math.toIntExact(size.constant());
            var type = new TensorType(DType.I64, Shape.of(count, size));
            return target.constant(
                    Tensor.ofNumbers(
                            type,
                            i ->
                                    start
                                            + (long) (i / elements) * stride
                                            + (long) (i % elements) * dilation));
        }
        var windows = target.unsqueeze(target.positions(count), List.of(1));
        var first = target.node("Mul", windows, target.number(DType.I64, stride)).result();
        var elements =
                target.node("Mul", target.positions(size), target.number(DType.I64, dilation))
                        .result();
        var sum = target.node("Add", first, elements).result();
        return target.node("Add", sum, target.number(DType.I64, start)).result();
    }

    /**
     * Adds updates at their positions into zeros; a position outside is dropped.
     *
     * @param updates with the axes of the positions first
     * @param axes how many those are
     * @param size of the first axis of the result
     * @param rest the element type, and the other axes of the result
     */
    static OnnxTarget.Ref sum(
            OnnxTarget target,
            OnnxTarget.Ref updates,
            OnnxTarget.Ref positions,
            int axes,
            Dim size,
            TensorType rest) {
        var zero = target.number(DType.I64, 0);
        var end = target.size(size);
        var isLow = target.node("Less", positions, zero).result();
        var isHigh = target.node("GreaterOrEqual", positions, end).result();
        var isOutside = target.node("Or", isLow, isHigh).result();
        // What lies outside goes to one more position, which is cut off.
        var inside = target.node("Where", isOutside, end, positions).result();
        var dims = new ArrayList<>(rest.shape().dims());
        dims.addFirst(size.plus(1));
        var none = Tensor.zeros(new TensorType(rest.dtype(), Shape.of(1)));
        var zeros = target.node("ConstantOfShape", target.sizes(dims)).with("value", none).result();
        var sum =
                target.node("ScatterND", zeros, target.unsqueeze(inside, List.of(axes)), updates)
                        .with("reduction", "add")
                        .result();
        return target.node(
                        "Slice",
                        sum,
                        target.integers(List.of(0)),
                        target.sizes(List.of(size)),
                        target.integers(List.of(0)))
                .result();
    }
}
