package dev.forja.compiler.weights;

import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.type.TensorType;

/** Element by element: what is one parameter here may be two summands elsewhere. */
record TensorSum(TensorData a, TensorData b) implements OnnxTensor {
    static TensorData of(TensorData a, TensorData b) {
        return TensorData.of(new TensorSum(a, b));
    }

    @Override
    public TensorType type() {
        return a.type();
    }

    /** A sum in f64 that is rounded to f32 is the sum in f32. */
    @Override
    public Number element(int position) {
        return type().dtype().isFloat()
                ? (Number) (a.element(position).doubleValue() + b.element(position).doubleValue())
                : (Number) (a.element(position).longValue() + b.element(position).longValue());
    }
}
