package dev.forja.samples.semanticsearch;

import java.util.List;

/**
 * Four texts and how similar ONNX Runtime 1.20 finds them (one thread, no graph optimisation, mean
 * over the parts in double precision).
 */
final class Reference {
    /** Row by row, above the diagonal. */
    private static final double[] SIMILARITIES = {
        -0.00154283, -0.09558068, -0.01005439, -0.03204899, 0.70537713, 0.02907705
    };

    private Reference() {}

    static List<String> texts() {
        return Texts.lines("reference.txt").toList();
    }

    /** The greatest difference to the reference. */
    static double error(Embedder embedder) {
        var vectors = texts().stream().map(embedder::embed).toList();
        double error = 0;
        int next = 0;
        for (int i = 0; i < vectors.size(); i++) {
            for (int k = i + 1; k < vectors.size(); k++) {
                double similarity = Embedder.similarity(vectors.get(i), vectors.get(k));
                error = Math.max(error, Math.abs(similarity - SIMILARITIES[next++]));
            }
        }
        return error;
    }
}
