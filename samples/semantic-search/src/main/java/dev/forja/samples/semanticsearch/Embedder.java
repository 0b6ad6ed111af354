package dev.forja.samples.semanticsearch;

import dev.forja.runtime.Workspace;
import java.util.Arrays;

/**
 * Gives texts a direction in 384 dimensions; texts of like meaning have like directions. As the
 * model was trained (sentence-transformers): the mean over the vectors of all parts, of length 1.
 * One thread's own.
 */
final class Embedder {
    static final int SIZE = 384;

    /** What the model was trained with; more parts of a text are left out. */
    private static final int MOST_PARTS = 256;

    private final MiniLm model;
    private final WordPiece tokenizer;
    private final Workspace workspace;
    private final float[] pooled = new float[SIZE];

    Embedder(MiniLm model, WordPiece tokenizer) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.workspace = model.workspace();
    }

    float[] embed(String text) {
        long[] parts = tokenizer.encode(text, MOST_PARTS);
        int length = parts.length;
        var all = new long[length];
        Arrays.fill(all, 1);
        var hidden = new float[length * SIZE];
        model.run(parts, all, new long[length], 1, length, hidden, pooled, workspace);
        var sum = new double[SIZE];
        for (int i = 0; i < hidden.length; i++) {
            sum[i % SIZE] += hidden[i];
        }
        double norm = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
        var vector = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            vector[i] = (float) (sum[i] / norm);
        }
        return vector;
    }

    /** The cosine of the angle between two vectors of length 1. */
    static double similarity(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
