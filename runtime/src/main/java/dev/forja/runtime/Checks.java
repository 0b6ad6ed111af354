package dev.forja.runtime;

/**
 * What the checks at the start of generated entries need: messages of those that fail, which the
 * caller throws, and the search for an index outside of its bound. Other checks are inlined.
 */
public final class Checks {
    private Checks() {}

    /**
     * An array of the wrong length.
     *
     * @param model name of the model
     * @param entry name of the entry
     * @param input name of the input or output array
     * @param shape its shape as text, {@code [n, 64]}
     * @param symbols values of the symbols as text, {@code n=8}; empty if there are none
     * @param expected expected length
     * @param found length found
     */
    public static IllegalArgumentException wrongLength(
            String model,
            String entry,
            String input,
            String shape,
            String symbols,
            long expected,
            long found) {
        return new IllegalArgumentException(
                at(model, entry)
                        + "'"
                        + input
                        + "' of shape "
                        + shape
                        + (symbols.isEmpty() ? "" : " with " + symbols)
                        + ": expected "
                        + expected
                        + " elements, found "
                        + found);
    }

    /** A null array. */
    public static IllegalArgumentException missing(
            String model, String entry, String input, String shape) {
        return new IllegalArgumentException(
                at(model, entry) + "'" + input + "' of shape " + shape + " is null");
    }

    /**
     * An object that is no array of the input's element type, as {@code Object[]} calls can bring.
     */
    public static IllegalArgumentException wrongType(
            String model, String entry, String input, String expected, Object found) {
        return new IllegalArgumentException(
                at(model, entry)
                        + "'"
                        + input
                        + "': expected "
                        + expected
                        + ", found "
                        + (found == null ? "null" : found.getClass().getTypeName()));
    }

    /** The wrong number of inputs or symbols in an {@code Object[]} call. */
    public static IllegalArgumentException wrongCount(
            String model, String entry, String what, int expected, int found) {
        return new IllegalArgumentException(
                at(model, entry) + "expected " + expected + " " + what + ", found " + found);
    }

    /** A symbol below the least value that the model allows. */
    public static IllegalArgumentException wrongSymbol(
            String model, String entry, String symbol, long least, long found) {
        return new IllegalArgumentException(
                at(model, entry)
                        + "dimension "
                        + symbol
                        + ": expected at least "
                        + least
                        + ", found "
                        + found);
    }

    /** A shape whose number of elements no Java array can hold. */
    public static IllegalArgumentException tooLarge(
            String model, String entry, String input, String shape, String symbols) {
        return new IllegalArgumentException(
                at(model, entry)
                        + "'"
                        + input
                        + "' of shape "
                        + shape
                        + " with "
                        + symbols
                        + " has more elements than a Java array holds");
    }

    /**
     * The first place of an index that is outside of [0, bound); -1 when there is none.
     *
     * @param bound at least 0
     */
    public static int outside(int[] indices, long bound) {
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || indices[i] >= bound) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The first place of an index that is outside of [0, bound); -1 when there is none.
     *
     * @param bound at least 0
     */
    public static int outside(long[] indices, long bound) {
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || indices[i] >= bound) {
                return i;
            }
        }
        return -1;
    }

    /** An index, for example a class label, outside of [0, bound). */
    public static IllegalArgumentException wrongIndex(
            String model, String entry, String input, long bound, int place, long found) {
        return new IllegalArgumentException(
                at(model, entry)
                        + "'"
                        + input
                        + "': expected "
                        + (bound == 0 ? "no index" : "indices from 0 to " + (bound - 1))
                        + ", found "
                        + found
                        + " at position "
                        + place);
    }

    private static String at(String model, String entry) {
        return model + "." + entry + ": ";
    }
}
