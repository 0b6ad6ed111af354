package dev.forja.samples.semanticsearch;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts text into the parts of words that BERT's uncased models know (Devlin and others 2019;
 * WordPiece: Schuster and Nakajima 2012). Text is cleaned, put into lower case and freed of
 * accents, words are split at spaces, punctuation and ideographs, and each becomes the longest
 * known parts from left to right.
 */
final class WordPiece {
    private static final int LONGEST_WORD = 100;

    private final Vocabulary vocabulary;
    private final int unknown;
    private final int start;
    private final int end;

    WordPiece(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = vocabulary.number("[UNK]");
        this.start = vocabulary.number("[CLS]");
        this.end = vocabulary.number("[SEP]");
    }

    /**
     * The numbers of a text's parts, the marks of start and end around them.
     *
     * @param most numbers to give at most, marks included; later parts are left out
     */
    long[] encode(String text, int most) {
        var parts = new ArrayList<Integer>();
        for (var word : words(text)) {
            pieces(word, parts);
        }
        int kept = Math.min(parts.size(), most - 2);
        var numbers = new long[kept + 2];
        numbers[0] = start;
        for (int i = 0; i < kept; i++) {
            numbers[i + 1] = parts.get(i);
        }
        numbers[kept + 1] = end;
        return numbers;
    }

    /** Words and single signs, normalised. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        normalized(text)
                .codePoints()
                .forEach(sign -> {
                    if (isSpace(sign)) {
                        finish(word, words);
                    } else if (isPunctuation(sign) || isIdeograph(sign)) {
                        finish(word, words);
                        words.add(Character.toString(sign));
                    } else {
                        word.appendCodePoint(sign);
                    }
                });
        finish(word, words);
        return words;
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Without control signs and accents, in lower case. */
    private static String normalized(String text) {
        var clean = new StringBuilder();
        text.codePoints().filter(sign -> !isControl(sign)).forEach(clean::appendCodePoint);
        var apart = Normalizer.normalize(clean, Normalizer.Form.NFD);
        var plain = new StringBuilder();
        apart.codePoints()
                .filter(sign -> Character.getType(sign) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isControl(int sign) {
        if (sign == '\t' || sign == '\n' || sign == '\r') {
            return false;
        }
        return sign == 0
                || sign == 0xfffd
                || switch (Character.getType(sign)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED ->
                            true;
                    default -> false;
                };
    }

    private static boolean isSpace(int sign) {
        return Character.isWhitespace(sign) || Character.isSpaceChar(sign);
    }

    /** Punctuation of Unicode, and all signs of ASCII that are neither letters nor digits. */
    private static boolean isPunctuation(int sign) {
        if (sign < 128) {
            return sign > ' ' && sign < 127 && !Character.isLetterOrDigit(sign);
        }
        return switch (Character.getType(sign)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            default -> false;
        };
    }

    /** The blocks that BERT splits into single signs; kana and hangul stay together. */
    private static boolean isIdeograph(int sign) {
        return (sign >= 0x4e00 && sign <= 0x9fff)
                || (sign >= 0x3400 && sign <= 0x4dbf)
                || (sign >= 0x20000 && sign <= 0x2a6df)
                || (sign >= 0x2a700 && sign <= 0x2ceaf)
                || (sign >= 0xf900 && sign <= 0xfaff)
                || (sign >= 0x2f800 && sign <= 0x2fa1f);
    }

    /** The longest known parts from left to right; one unknown part if the rest has none. */
    private void pieces(String word, List<Integer> into) {
        int[] signs = word.codePoints().toArray();
        if (signs.length > LONGEST_WORD) {
            into.add(unknown);
            return;
        }
        var pieces = new ArrayList<Integer>();
        int from = 0;
        while (from < signs.length) {
            int to = signs.length;
            int found = -1;
            for (; to > from && found < 0; to--) {
                var part = (from == 0 ? "" : "##") + new String(signs, from, to - from);
                found = vocabulary.find(part).orElse(-1);
            }
            if (found < 0) {
                into.add(unknown);
                return;
            }
            pieces.add(found);
            from = to + 1;
        }
        into.addAll(pieces);
    }
}
