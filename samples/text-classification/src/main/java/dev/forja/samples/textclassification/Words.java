package dev.forja.samples.textclassification;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

/**
 * Frequent words by how much a filter takes a mail of that word alone for spam.
 *
 * @param ranked the words, those of wanted mail first
 */
record Words(List<String> ranked) {
    /** Mails in which a word must occur to count. */
    private static final int FREQUENT = 100;

    private static final int SHOWN = 12;
    private static final int SHORTEST = 3;

    static Words of(SpamFilter filter, List<Mails.Mail> mails) {
        var counts = new TreeMap<String, Integer>();
        for (var mail : mails) {
            for (String word : new HashSet<>(Tokens.words(mail.text()))) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        counts.entrySet().removeIf(e -> e.getValue() < FREQUENT || e.getKey().length() < SHORTEST);
        var logits = new TreeMap<String, Float>();
        for (String word : counts.keySet()) {
            var tokens = new int[Tokens.LENGTH];
            Tokens.copyTo(word, tokens, 0);
            logits.put(word, filter.logit(tokens, 1, Tokens.LENGTH)[0]);
        }
        return new Words(
                logits.keySet().stream().sorted(Comparator.comparing(logits::get)).toList());
    }

    void print(PrintStream out) {
        out.printf("most like wanted mail: %s%n", ranked.subList(0, SHOWN));
        out.printf("most like spam: %s%n%n", ranked.reversed().subList(0, SHOWN));
    }
}
