package dev.forja.compiler.load;

import dev.forja.ir.type.Dim;
import dev.forja.runtime.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sizes of a spec's tensors: from symbols to sizes, and back from the sizes of given inputs to the
 * symbols.
 */
public final class Shapes {
    private Shapes() {}

    /**
     * The sizes of a tensor under values of its symbols.
     *
     * @throws IllegalArgumentException when a size is negative or the whole is larger than a Java
     *     array
     */
    public static int[] of(TensorSpec tensor, Map<String, Integer> symbols) {
        Map<String, Long> values = new HashMap<>();
        symbols.forEach((name, value) -> values.put(name, (long) value));
        long elements = 1;
        int[] shape = new int[tensor.dims().size()];
        for (int i = 0; i < shape.length; i++) {
            long size = Dim.parse(tensor.dims().get(i)).evaluate(values);
            elements = size < 0 || size > Integer.MAX_VALUE ? Long.MAX_VALUE : elements * size;
            if (elements > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        tensor
                                + " with "
                                + symbols
                                + ": expected sizes that a Java array holds, found dimension "
                                + (i + 1)
                                + " = "
                                + size);
            }
            shape[i] = (int) size;
        }
        return shape;
    }

    static int elements(TensorSpec tensor, Map<String, Integer> symbols) {
        int elements = 1;
        for (int size : of(tensor, symbols)) {
            elements *= size;
        }
        return elements;
    }

    /**
     * The values of the symbols that make the inputs have the given shapes. Plain symbols and
     * bounded ones, {@code min(512, n)}, are read off first; every other dimension is then checked.
     *
     * @throws IllegalArgumentException naming input, expected and found shape when there are none
     */
    public static Map<String, Integer> bind(List<TensorSpec> inputs, List<int[]> shapes) {
        Map<String, Integer> symbols = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            TensorSpec input = inputs.get(i);
            int[] shape = shapes.get(i);
            if (shape.length != input.dims().size()) {
                throw mismatch(input, shape, "expected rank " + input.dims().size());
            }
            for (int axis = 0; axis < shape.length; axis++) {
                String dim = symbol(input.dims().get(axis));
                if (dim != null) {
                    Integer other = symbols.putIfAbsent(dim, shape[axis]);
                    if (other != null && other != shape[axis]) {
                        throw mismatch(
                                input, shape, dim + " is " + other + " in an input before it");
                    }
                }
            }
        }
        for (int i = 0; i < inputs.size(); i++) {
            checkDerived(inputs.get(i), shapes.get(i), symbols);
        }
        return symbols;
    }

    /** The symbol that a size gives the value of; null when it gives none. */
    private static String symbol(String dim) {
        return dim.matches("[A-Za-z_]\\w*")
                ? dim
                : Dim.parse(dim).bounded().map(Map.Entry::getKey).orElse(null);
    }

    private static void checkDerived(TensorSpec input, int[] shape, Map<String, Integer> symbols) {
        List<String> unbound = new ArrayList<>();
        for (String dim : input.dims()) {
            Dim.parse(dim).symbols().stream()
                    .filter(s -> !symbols.containsKey(s))
                    .forEach(unbound::add);
        }
        if (!unbound.isEmpty()) {
            throw mismatch(
                    input,
                    shape,
                    "no input has the dimension "
                            + unbound.getFirst()
                            + " by itself: bind it with --dim "
                            + unbound.getFirst()
                            + "=SIZE");
        }
        int[] expected = of(input, symbols);
        if (!Arrays.equals(expected, shape)) {
            throw mismatch(input, shape, "expected " + Arrays.toString(expected));
        }
    }

    private static IllegalArgumentException mismatch(
            TensorSpec input, int[] shape, String problem) {
        return new IllegalArgumentException(
                "input '"
                        + input.name()
                        + "' of shape "
                        + input.shape()
                        + ": found "
                        + Arrays.toString(shape)
                        + ", "
                        + problem);
    }
}
