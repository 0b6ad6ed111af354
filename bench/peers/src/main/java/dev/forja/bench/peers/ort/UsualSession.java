package dev.forja.bench.peers.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.engine.Session;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;

/** A tensor from a {@code float[]} and a {@code float[]} from a tensor, on every call. */
final class UsualSession implements Session {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Problem problem;
    private final long[][] shapes;

    /** What the caller got last; kept so that reading it is no dead code. */
    private float[] result;

    UsualSession(OrtEnvironment environment, OrtSession session, Problem problem) {
        this.environment = environment;
        this.session = session;
        this.problem = problem;
        this.shapes = new long[problem.inputs().size()][];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = Arrays.stream(problem.shape(i)).asLongStream().toArray();
        }
    }

    @Override
    public void call() throws OrtException {
        var inputs = new HashMap<String, OnnxTensor>();
        try {
            for (int i = 0; i < shapes.length; i++) {
                inputs.put(
                        problem.entry().inputs().get(i).name(),
                        tensor(problem.inputs().get(i), shapes[i]));
            }
            try (var results = session.run(inputs)) {
                result = ((OnnxTensor) results.get(0)).getFloatBuffer().array();
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(Object carrier, long[] shape) throws OrtException {
        return switch (carrier) {
            case float[] values ->
                    OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
            case long[] values ->
                    OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
            default -> throw new IllegalArgumentException("no tensor of " + carrier.getClass());
        };
    }

    @Override
    public float[] check() throws OrtException {
        call();
        return result;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
