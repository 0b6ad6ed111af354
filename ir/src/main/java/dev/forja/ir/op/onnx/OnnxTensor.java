package dev.forja.ir.op.onnx;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.type.TensorType;

/** The data of a tensor in an ONNX model. */
public interface OnnxTensor {
    /** Element type and static shape. */
    TensorType type();

    /** Its element type in the file. */
    default OnnxElement storage() {
        return OnnxElement.of(type().dtype());
    }

    static OnnxTensor of(Tensor tensor) {
        return new OnnxTensor() {
            @Override
            public TensorType type() {
                return tensor.type();
            }

            @Override
            public Number element(int position) {
                return tensor.get(position);
            }
        };
    }

    /** An element in row-major order: a Double for floating types and else a Long. */
    Number element(int position);
}
