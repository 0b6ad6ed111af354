package dev.forja.compiler.npy;

import dev.forja.runtime.ElementType;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of an {@code .npy} file: a Python dictionary with the keys {@code descr}, {@code
 * fortran_order} and {@code shape} (NumPy enhancement proposal 1).
 *
 * @param storage how elements are stored
 * @param order byte order of the elements
 * @param isFortran whether the first axis is the innermost one
 * @param shape sizes, outermost first
 */
record NpyHeader(NpyStorage storage, ByteOrder order, boolean isFortran, int[] shape) {
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
    private static final int MAX_RANK = 32;

    static NpyHeader parse(String file, String text) throws NpyException {
        boolean isFortran = find(FORTRAN, file, text).equals("True");
        String descr = find(DESCR, file, text);
        int[] shape = shape(file, find(SHAPE, file, text));
        return new NpyHeader(storage(file, descr), order(descr), isFortran, shape);
    }

    /** The header of an array, as NumPy itself writes it, without padding. */
    static String text(NpyArray array) {
        String sizes =
                Arrays.stream(array.shape())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
        String tuple = array.shape().length == 1 ? sizes + "," : sizes;
        return "{'descr': '"
                + descr(array.type())
                + "', 'fortran_order': False, 'shape': ("
                + tuple
                + "), }";
    }

    /** Product of the shape, which {@link #parse} has checked to fit an array. */
    int elements() {
        int elements = 1;
        for (int size : shape) {
            elements *= size;
        }
        return elements;
    }

    private static String find(Pattern pattern, String file, String text) throws NpyException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new NpyException(
                    file,
                    "expected a header with descr, fortran_order and shape, found " + clip(text));
        }
        return matcher.group(1);
    }

    private static String clip(String text) {
        String line = text.strip();
        return line.length() > 80 ? line.substring(0, 80) + "..." : line;
    }

    private static NpyStorage storage(String file, String descr) throws NpyException {
        return NpyStorage.of(descr)
                .orElseThrow(() ->
                        new NpyException(
                                file,
                                "expected float16, bfloat16, float32, float64, int32, int64 or"
                                        + " bool, found dtype '"
                                        + descr
                                        + "'"));
    }

    private static String descr(ElementType type) {
        return switch (type) {
            case F32 -> "<f4";
            case F64 -> "<f8";
            case I32 -> "<i4";
            case I64 -> "<i8";
            case BOOL -> "|b1";
        };
    }

    /** The element type that an array of the file has here. */
    ElementType type() {
        return storage.type();
    }

    private static ByteOrder order(String descr) {
        return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static int[] shape(String file, String tuple) throws NpyException {
        String[] parts = tuple.isBlank() ? new String[0] : tuple.strip().split("\\s*,\\s*");
        if (parts.length > MAX_RANK) {
            throw new NpyException(
                    file, "expected at most " + MAX_RANK + " dimensions, found " + parts.length);
        }
        int[] shape = new int[parts.length];
        long elements = 1;
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("\\d{1,10}") || Long.parseLong(parts[i]) > Integer.MAX_VALUE) {
                throw new NpyException(
                        file,
                        String.format(
                                Locale.ROOT,
                                "expected sizes below 2^31, found shape (%s)",
                                clip(tuple)));
            }
            shape[i] = Integer.parseInt(parts[i]);
        }
        for (int size : shape) {
            elements *= size;
            if (elements > Integer.MAX_VALUE) {
                throw new NpyException(
                        file,
                        "expected fewer than 2^31 elements, found shape " + Arrays.toString(shape));
            }
        }
        return shape;
    }
}
