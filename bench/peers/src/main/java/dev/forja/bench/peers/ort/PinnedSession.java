package dev.forja.bench.peers.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
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
            inputs.put(
                    problem.entry().inputs().get(i).name(),
                    tensor(environment, problem.inputs().get(i), problem.shape(i)));
        }
        // An ONNX file may leave sizes of its output open.
        long[] shape = Arrays.stream(problem.outputShape()).asLongStream().toArray();
        int elements = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
        result = direct(elements, Float.BYTES).asFloatBuffer();
        outputs =
                Map.of(
                        session.getOutputNames().iterator().next(),
                        OnnxTensor.createTensor(environment, result, shape));
    }

    private static ByteBuffer direct(int elements, int bytes) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(elements, bytes))
                .order(ByteOrder.nativeOrder());
    }

    private static OnnxTensor tensor(OrtEnvironment environment, Object carrier, int[] sizes)
            throws OrtException {
        long[] shape = Arrays.stream(sizes).asLongStream().toArray();
        return switch (carrier) {
            case float[] values ->
                    OnnxTensor.createTensor(
                            environment,
                            direct(values.length, Float.BYTES).asFloatBuffer().put(values).rewind(),
                            shape);
            case long[] values ->
                    OnnxTensor.createTensor(
                            environment,
                            direct(values.length, Long.BYTES).asLongBuffer().put(values).rewind(),
                            shape);
            default -> throw new IllegalArgumentException("no tensor of " + carrier.getClass());
        };
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
