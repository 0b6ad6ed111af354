package dev.forja.samples.scoringservice;

import dev.forja.runtime.Parameters;
import dev.forja.runtime.Workspace;
import dev.forja.samples.fraud.FraudNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;

/** The generated class, with a workspace for each thread. */
final class ForjaScorer implements Scorer {
    private static final String PARAMETERS = "fraud.safetensors";

    private final FraudNetwork model = new FraudNetwork();
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(model::workspace);

    /** Scores with the parameters that lie beside this class, warm. */
    static ForjaScorer trained() throws IOException {
        var scorer = new ForjaScorer();
        var copy = Files.createTempFile("fraud", ".safetensors");
        try (InputStream resource = ForjaScorer.class.getResourceAsStream(PARAMETERS)) {
            Files.write(copy, resource.readAllBytes());
            scorer.model.load(copy);
        } finally {
            Files.delete(copy);
        }
        scorer.model.warmUp();
        scorer.model.warmUp(Map.of("n", Requests.MOST_PAYMENTS));
        return scorer;
    }

    @Override
    public float[] score(float[] features, int payments) {
        var scores = new float[payments];
        model.score(features, payments, scores, workspaces.get());
        return scores;
    }

    /** The parameters in service. */
    Parameters parameters() {
        return model.parameters();
    }

    /** Puts other parameters into service; requests under way finish with the old ones. */
    void parameters(Parameters next) {
        model.parameters(next);
    }

    /** A retrained model, as it might come: the same weights with another threshold. */
    static Parameters shifted(Parameters parameters, float shift) {
        float[] bias = parameters.floats("output.bias");
        bias[0] += shift;
        return parameters.with("output.bias", bias);
    }
}
