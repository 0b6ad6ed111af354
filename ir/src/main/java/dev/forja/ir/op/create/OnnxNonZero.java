package dev.forja.ir.op.create;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.stream.IntStream;

/** The positions of elements that are not zero; how many they are is decided by the elements. */
final class OnnxNonZero {
    private OnnxNonZero() {}

    /** A column for each element, in row-major order, with its position on every axis. */
    static Value positions(OnnxCall call) {
        call.yields(0, OnnxElement.I64);
        var x = call.numbers(0).tensor();
        var shape = x.type().shape();
        var found = IntStream.range(0, x.size()).filter(i -> x.get(i).doubleValue() != 0).toArray();
        var type = new TensorType(DType.I64, Shape.of(shape.rank(), found.length));
        var strides = shape.strides();
        var result = Tensor.zeros(type);
        for (int axis = 0; axis < shape.rank(); axis++) {
            long stride = strides.get(axis).constant();
            for (int i = 0; i < found.length; i++) {
                long position = found[i] / stride % shape.dim(axis).constant();
                result.set(axis * found.length + i, position);
            }
        }
        return call.constant(OnnxTensor.of(result));
    }
}
