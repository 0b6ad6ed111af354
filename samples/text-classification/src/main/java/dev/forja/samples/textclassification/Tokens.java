package dev.forja.samples.textclassification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Turns text into numbers: each word, and each pair of neighbours, into the number of the row that
 * a hash function gives it. No vocabulary is kept; words that share a row are rare enough.
 */
final class Tokens {
    /** Numbers of a text; what is left over is {@link #NOTHING}. */
    static final int LENGTH = 400;

    /** Where no token is. */
    static final int NOTHING = 0;

    /** Numbers that there are, {@link #NOTHING} included. */
    static final int ROWS = 1 << 14;

    private static final Pattern WORD = Pattern.compile("[a-z]+|[0-9]+|[!$%?*]");

    private Tokens() {}

    /** The words of a text in lower case; a number and a mark such as $ is a word as well. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** Writes the numbers of a text, {@link #LENGTH} of them. */
    static void copyTo(String text, int[] target, int at) {
        var words = words(text);
        int most = Math.min(words.size(), LENGTH / 2);
        Arrays.fill(target, at, at + LENGTH, NOTHING);
        for (int i = 0; i < most; i++) {
            target[at + 2 * i] = row(words.get(i));
            if (i > 0) {
                target[at + 2 * i + 1] = row(words.get(i - 1) + " " + words.get(i));
            }
        }
    }

    /** From 1 on. */
    private static int row(String token) {
        // Java's hash of a string is the same everywhere, but its low bits are those of the end.
        int mixed = token.hashCode() * 0x9e3779b9;
        return 1 + (mixed >>> 1) % (ROWS - 1);
    }
}
