package dev.forja.samples.semanticsearch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sentences with their vectors. */
final class Index {
    /**
     * A sentence found.
     *
     * @param similarity to what was asked for, from -1 to 1
     */
    record Hit(Texts sentence, double similarity) {}

    private record Entry(Texts sentence, float[] vector) {}

    private final Embedder embedder;
    private final List<Entry> entries = new ArrayList<>();

    Index(Embedder embedder) {
        this.embedder = embedder;
    }

    void add(Texts sentence) {
        entries.add(new Entry(sentence, embedder.embed(sentence.text())));
    }

    /** The sentences most like a query, best first. */
    List<Hit> search(String query, int most) {
        float[] vector = embedder.embed(query);
        return entries.stream()
                .map(e -> new Hit(e.sentence(), Embedder.similarity(vector, e.vector())))
                .sorted(Comparator.comparingDouble(Hit::similarity).reversed())
                .limit(most)
                .toList();
    }
}
