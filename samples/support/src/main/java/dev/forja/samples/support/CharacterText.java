package dev.forja.samples.support;

import dev.forja.runtime.train.Dataset;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A text as numbers: each character is its place in an alphabet.
 *
 * @param alphabet the characters that there are, in the order of their numbers
 * @param codes the text
 */
public record CharacterText(String alphabet, int[] codes) {
    /** Shares of the text that train and that validate, in tenths; the rest tests. */
    private static final int TRAINING_TENTHS = 8;

    private static final int VALIDATION_TENTHS = 1;
    private static final int TENTHS = 10;

    /**
     * The three parts of a text, one behind the other.
     *
     * @param training the first eight tenths
     * @param validation the ninth
     * @param test the last
     */
    public record Parts(CharacterText training, CharacterText validation, CharacterText test) {
        /**
         * What trains and what validates in one, for the last training: once validation has settled
         * how to train, its text is worth more as text to learn.
         */
        public CharacterText beforeTest() {
            var codes = Arrays.copyOf(training.codes, training.length() + validation.length());
            System.arraycopy(validation.codes, 0, codes, training.length(), validation.length());
            return new CharacterText(training.alphabet, codes);
        }

        /** The beginnings of the parts: so many characters to train, and so many of each other. */
        public Parts upTo(int trained, int tested) {
            return new Parts(
                    training.slice(0, trained), validation.slice(0, tested), test.slice(0, tested));
        }
    }

    /** A text over the alphabet of the characters that occur in it, in the order of Unicode. */
    public static CharacterText of(String text) {
        String alphabet =
                text.chars()
                        .distinct()
                        .sorted()
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        return new CharacterText(alphabet, codes(alphabet, text));
    }

    /**
     * The numbers of another text.
     *
     * @throws IllegalArgumentException if a character isn't in the alphabet
     */
    public int[] codes(String text) {
        return codes(alphabet, text);
    }

    private static int[] codes(String alphabet, String text) {
        var codes = new int[text.length()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = alphabet.indexOf(text.charAt(i));
            if (codes[i] < 0) {
                throw new IllegalArgumentException(
                        "the character at %d, U+%04X, is not in the alphabet '%s'"
                                .formatted(i, (int) text.charAt(i), alphabet));
            }
        }
        return codes;
    }

    /** The character of a number. */
    public char character(int code) {
        return alphabet.charAt(code);
    }

    /** Number of characters. */
    public int length() {
        return codes.length;
    }

    /**
     * The characters {@code from} (inclusive) to {@code to} (exclusive), over the same alphabet.
     */
    public CharacterText slice(int from, int to) {
        return new CharacterText(alphabet, Arrays.copyOfRange(codes, from, to));
    }

    /** The text in three parts. */
    public Parts parts() {
        int validation = (int) ((long) codes.length * TRAINING_TENTHS / TENTHS);
        int test = (int) ((long) codes.length * (TRAINING_TENTHS + VALIDATION_TENTHS) / TENTHS);
        return new Parts(slice(0, validation), slice(validation, test), slice(test, codes.length));
    }

    /**
     * Pieces of the text, each a row: {@code text} are its characters, {@code next} those that
     * follow each of them. What does not fill a last piece is left out.
     *
     * @param length characters of a piece
     * @param stride characters from the beginning of one piece to that of the next
     * @throws IllegalArgumentException if the text is too short for one piece
     */
    public Dataset windows(int length, int stride) {
        if (codes.length <= length) {
            throw new IllegalArgumentException(
                    "a text of %d characters has no piece of %d and one that follows"
                            .formatted(codes.length, length));
        }
        int rows = (codes.length - length - 1) / stride + 1;
        var text = new int[rows * length];
        var next = new int[rows * length];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(codes, row * stride, text, row * length, length);
            System.arraycopy(codes, row * stride + 1, next, row * length, length);
        }
        return Dataset.of(rows).ints("text", text).ints("next", next).build();
    }
}
