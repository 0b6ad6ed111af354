package dev.forja.ir.op.onnx;

import dev.forja.ir.type.Shape;
import java.util.List;
import java.util.Optional;

/**
 * An operator whose result is fewer elements, repeated. Where an ONNX operator broadcasts its
 * operands by itself, they are written as these.
 */
public interface RepeatsElements extends WritesOnnx {
    /**
     * Elements that broadcast to the result by the rules of NumPy.
     *
     * @param shape of the value, of at most the result's rank
     */
    record Compact(OnnxTarget.Ref value, Shape shape) {}

    Compact compact(OnnxTarget target);

    /** The shape of the result. */
    Shape shape();

    @Override
    default Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var compact = compact(target);
        return WritesOnnx.one(target.expand(compact.value(), compact.shape(), shape()));
    }
}
