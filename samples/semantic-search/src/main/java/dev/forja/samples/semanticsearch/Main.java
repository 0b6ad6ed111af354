package dev.forja.samples.semanticsearch;

import dev.forja.samples.support.SampleRun;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Embeds sentences about ten topics and answers queries that share few words with them. */
public final class Main {
    private static final int HITS = 3;
    private static final int QUICK = 4;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}; it writes no file
     */
    public static void main(String... arguments) {
        run(SampleRun.of("semantic-search", arguments), System.out);
    }

    /** The share of queries of which the first hit has the topic. */
    static double run(SampleRun run, PrintStream out) {
        var embedder = new Embedder(new MiniLm(), new WordPiece(Vocabulary.ofModel()));
        double error = Reference.error(embedder);

        var index = new Index(embedder);
        var sentences = chosen(run.quick());
        sentences.forEach(index::add);
        // Again, since by now the JVM has compiled the kernels to machine code.
        long start = System.nanoTime();
        sentences.forEach(sentence -> embedder.embed(sentence.text()));
        double seconds = (System.nanoTime() - start) * 1e-9;

        int right = 0;
        var queries = Texts.read("queries.tsv");
        for (var query : queries) {
            var hits = index.search(query.text(), HITS);
            right += hits.getFirst().sentence().topic().equals(query.topic()) ? 1 : 0;
            out.println(query.text());
            for (var hit : hits) {
                out.printf(Locale.ROOT, "  %.3f  %s%n", hit.similarity(), hit.sentence().text());
            }
        }
        out.println();
        double share = (double) right / queries.size();
        run.metric(out, "sentences", sentences.size());
        run.metric(out, "ms_per_sentence", seconds * 1e3 / sentences.size());
        run.metric(out, "queries_right", share);
        run.metric(out, "similarity_error", error);
        return share;
    }

    /** All sentences, or a few of each topic. */
    private static List<Texts> chosen(boolean quick) {
        var all = Texts.read("sentences.tsv");
        if (!quick) {
            return all;
        }
        var chosen = new ArrayList<Texts>();
        for (int i = 0; i < all.size(); i += QUICK) {
            chosen.add(all.get(i));
        }
        return chosen;
    }
}
