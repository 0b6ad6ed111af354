package dev.forja.bench.peers.ort;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model in ONNX Runtime, which checks it while it loads it. */
final class Runtime implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    Runtime(byte[] model) throws OrtException {
        session = environment.createSession(model);
    }

    /** Outputs in the order of the file. */
    List<Tensor> run(Map<String, Tensor> inputs) throws OrtException {
        var given = new LinkedHashMap<String, OnnxTensor>();
        try {
            for (var input : inputs.entrySet()) {
                // What no node reads is no input to ONNX Runtime.
                if (session.getInputNames().contains(input.getKey())) {
                    given.put(input.getKey(), tensor(input.getValue()));
                }
            }
            try (var results = session.run(given)) {
                var tensors = new ArrayList<Tensor>();
                for (var result : results) {
                    tensors.add(tensor((OnnxTensor) result.getValue()));
                }
                return tensors;
            }
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(Tensor tensor) throws OrtException {
        var type = tensor.type().dtype();
        var bytes =
                ByteBuffer.allocateDirect(tensor.size() * type.bytes())
                        .order(ByteOrder.nativeOrder());
        for (int i = 0; i < tensor.size(); i++) {
            switch (type) {
                case F32 -> bytes.putFloat(tensor.get(i).floatValue());
                case F64 -> bytes.putDouble(tensor.get(i).doubleValue());
                case I32 -> bytes.putInt(tensor.get(i).intValue());
                case I64 -> bytes.putLong(tensor.get(i).longValue());
                case BOOL -> bytes.put(tensor.get(i).byteValue());
            }
        }
        var dims = tensor.type().shape().dims();
        long[] shape = dims.stream().mapToLong(dim -> dim.constant()).toArray();
        var named =
                switch (type) {
                    case F32 -> OnnxJavaType.FLOAT;
                    case F64 -> OnnxJavaType.DOUBLE;
                    case I32 -> OnnxJavaType.INT32;
                    case I64 -> OnnxJavaType.INT64;
                    case BOOL -> OnnxJavaType.BOOL;
                };
        return OnnxTensor.createTensor(environment, bytes.flip(), shape, named);
    }

    private static Tensor tensor(OnnxTensor tensor) {
        TensorInfo info = tensor.getInfo();
        var bytes = tensor.getByteBuffer().order(ByteOrder.nativeOrder());
        var type =
                switch (info.type) {
                    case FLOAT -> DType.F32;
                    case DOUBLE -> DType.F64;
                    case INT32 -> DType.I32;
                    case INT64 -> DType.I64;
                    case BOOL -> DType.BOOL;
                    default -> throw new AssertionError("a result of " + info.type);
                };
        return Tensor.ofNumbers(
                new TensorType(type, Shape.of(info.getShape())),
                _ ->
                        switch (type) {
                            case F32 -> (Number) (double) bytes.getFloat();
                            case F64 -> bytes.getDouble();
                            case I32 -> (Number) (long) bytes.getInt();
                            case I64 -> bytes.getLong();
                            case BOOL -> (Number) (long) bytes.get();
                        });
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
