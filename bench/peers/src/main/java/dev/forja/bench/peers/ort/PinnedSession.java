package dev.forja.bench.peers.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.engine.Session;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Direct buffers, made once, for input and output. */
final class PinnedSession implements Session {
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs;
    private final FloatBuffer result;

    PinnedSession(OrtEnvironment environment, OrtSession session, Problem problem)
            throws OrtException {
        this.session = session;
        for (int i = 0; i < problem.inputs().size(); i++) {
            float[] values = (float[]) problem.inputs().get(i);
            var buffer = direct(values.length).put(values).rewind();
            inputs.put(
                    problem.entry().inputs().get(i).name(),
                    tensor(environment, buffer, problem.shape(i)));
        }
        var output = session.getOutputInfo().entrySet().iterator().next();
        long[] shape = ((TensorInfo) output.getValue().getInfo()).getShape();
        result = direct((int) Arrays.stream(shape).reduce(1, Math::multiplyExact));
        outputs = Map.of(output.getKey(), OnnxTensor.createTensor(environment, result, shape));
    }

    private static FloatBuffer direct(int elements) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(elements, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static OnnxTensor tensor(OrtEnvironment environment, FloatBuffer buffer, int[] shape)
            throws OrtException {
        return OnnxTensor.createTensor(
                environment, buffer, Arrays.stream(shape).asLongStream().toArray());
    }

    @Override
    public void call() throws OrtException {
        session.run(inputs, outputs).close();
    }

    @Override
    public float[] check() throws OrtException {
        call();
        float[] values = new float[result.capacity()];
        result.rewind().get(values);
        return values;
    }

    @Override
    public void close() {
        try {
            inputs.values().forEach(OnnxTensor::close);
            outputs.values().forEach(OnnxTensor::close);
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
