package dev.forja.runtime;

import java.util.StringTokenizer;

/** Reader of the text form of {@link Initializer}, and the checks of its arguments. */
final class InitializerText {
    private InitializerText() {}

    static Initializer parse(String text) {
        var words = words(text);
        try {
            return switch (words[0]) {
                case "zeros" -> arity(words, 0, new Initializer.Zeros());
                case "ones" -> arity(words, 0, new Initializer.Ones());
                case "constant" -> arity(words, 1, new Initializer.Constant(real(words, 1)));
                case "truncatedNormal" ->
                        arity(words, 1, new Initializer.TruncatedNormal(real(words, 1)));
                case "normal" -> arity(words, 1, new Initializer.Normal(real(words, 1)));
                case "uniform" ->
                        arity(words, 2, new Initializer.Uniform(real(words, 1), real(words, 2)));
                case "glorot" ->
                        arity(
                                words,
                                2,
                                new Initializer.GlorotUniform(whole(words, 1), whole(words, 2)));
                case "he" -> arity(words, 1, new Initializer.HeNormal(whole(words, 1)));
                default -> throw new IllegalArgumentException("no such initializer");
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot read initializer '" + text + "': " + e.getMessage(), e);
        }
    }

    /** At least one, which is empty when the text is. */
    private static String[] words(String text) {
        var tokens = new StringTokenizer(text);
        var words = new String[Math.max(1, tokens.countTokens())];
        words[0] = "";
        for (int i = 0; tokens.hasMoreTokens(); i++) {
            words[i] = tokens.nextToken();
        }
        return words;
    }

    static void requireSpread(String name, double stddev) {
        if (!(stddev >= 0) || Double.isInfinite(stddev)) {
            throw new IllegalArgumentException(
                    name + " needs a finite standard deviation >= 0, found " + stddev);
        }
    }

    static void requireFan(String name, int fan) {
        if (fan <= 0) {
            throw new IllegalArgumentException(name + " needs a fan >= 1, found " + fan);
        }
    }

    private static Initializer arity(String[] words, int expected, Initializer initializer) {
        if (words.length - 1 != expected) {
            throw new IllegalArgumentException(
                    "expected " + expected + " arguments, found " + (words.length - 1));
        }
        return initializer;
    }

    private static double real(String[] words, int index) {
        return Double.parseDouble(word(words, index));
    }

    private static int whole(String[] words, int index) {
        return Integer.parseInt(word(words, index));
    }

    private static String word(String[] words, int index) {
        if (index >= words.length) {
            throw new IllegalArgumentException("argument " + index + " is missing");
        }
        return words[index];
    }
}
