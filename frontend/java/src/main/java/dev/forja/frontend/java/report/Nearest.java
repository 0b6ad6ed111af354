package dev.forja.frontend.java.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelt one probably stands for. */
public final class Nearest {
    private Nearest() {}

    /** A hint such as {@code did you mean relu?}; empty text when nothing is near. */
    public static String hint(String name, Collection<String> known) {
        return find(name, known).map(near -> "did you mean " + near + "?").orElse("");
    }

    /** The known name at the least edit distance, which is at most a third of the name's length. */
    public static Optional<String> find(String name, Collection<String> known) {
        int limit = name.length() / 3;
        return known.stream()
                .distinct()
                .filter(candidate -> distance(name, candidate) <= limit)
                .min(
                        Comparator.comparingInt((String candidate) -> distance(name, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, letter case not counted. */
    static int distance(String first, String second) {
        var a = first.toLowerCase(Locale.ROOT);
        var b = second.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
