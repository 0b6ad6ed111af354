package dev.forja.samples.scoringservice;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.forja.samples.fraud.Payment;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** ONNX Runtime on the exported model: a tensor made and a result read on every call. */
final class OrtScorer implements Scorer, AutoCloseable {
    private static final String INPUT = "payment";
    private static final int WARM_UPS = 20_000;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    private OrtScorer(Path model) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            // The service has a thread for each caller; threads within a call only get in the way.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(model.toString(), options);
        }
    }

    /** A scorer whose Java side is compiled. */
    static OrtScorer warm(Path model) throws OrtException {
        var scorer = new OrtScorer(model);
        var features = new float[Payment.FEATURES];
        for (int i = 0; i < WARM_UPS; i++) {
            scorer.score(features, 1);
        }
        return scorer;
    }

    @Override
    public float[] score(float[] features, int payments) {
        long[] shape = {payments, Payment.FEATURES};
        try (var input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(features), shape);
                var results = session.run(Map.of(INPUT, input))) {
            return ((OnnxTensor) results.get(0)).getFloatBuffer().array();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
