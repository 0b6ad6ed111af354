package dev.forja.test.support;

import dev.forja.ir.interp.Tensor;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Made-up tensors and their comparison. */
public final class Tensors {
    private Tensors() {}

    public static TensorType bound(TensorType type, Map<String, Long> symbols) {
        Map<String, Dim> bindings =
                symbols.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> Dim.of(e.getValue())));
        return type.withShape(type.shape().substitute(bindings));
    }

    /** Uniform numbers that the element type can hold; bounds of integers are inclusive. */
    public static Tensor random(TensorType type, double low, double high, SplittableRandom random) {
        return Tensor.of(
                type,
                _ ->
                        switch (type.dtype()) {
                            case F32 -> (float) random.nextDouble(low, high);
                            case F64 -> random.nextDouble(low, high);
                            case I32, I64 -> random.nextLong((long) low, (long) high + 1);
                            case BOOL -> random.nextInt(2);
                        });
    }

    /** What differs in bits, all NaN being one; empty when nothing does. */
    public static String difference(Tensor expected, Tensor found) {
        if (expected.size() != found.size()) {
            return expected.size() + " elements expected, " + found.size() + " found";
        }
        for (int i = 0; i < expected.size(); i++) {
            if (bits(expected, i) != bits(found, i)) {
                return "element " + i + " of " + expected.type() + ": expected " + expected.get(i) + ", found "
                        + found.get(i);
            }
        }
        return "";
    }

    private static long bits(Tensor tensor, int position) {
        return tensor.type().dtype().isFloat()
                ? Double.doubleToLongBits(tensor.floats()[position])
                : tensor.integers()[position];
    }

    /**
     * What lies further apart than rounding explains; empty when nothing does. Integers have to be equal.
     *
     * @param tolerance relative to the greatest finite element, or to 1 where that is smaller
     */
    public static String distance(Tensor expected, Tensor found, double tolerance) {
        if (!expected.type().dtype().isFloat()) {
            return difference(expected, found);
        }
        double scale = 1;
        for (double value : expected.floats()) {
            scale = Double.isInfinite(value) ? scale : Math.max(scale, Math.abs(value));
        }
        double allowed = tolerance * scale;
        for (int i = 0; i < expected.size(); i++) {
            double wanted = expected.floats()[i];
            double value = found.floats()[i];
            if (Double.compare(wanted, value) != 0 && !(Math.abs(wanted - value) <= allowed)) {
                return "element " + i + " of " + expected.type() + ": expected " + wanted + ", found " + value
                        + ", allowed distance " + allowed;
            }
        }
        return "";
    }

    /** Does the type hold numbers with a fraction? */
    public static boolean isFloat(TensorType type) {
        return type.dtype() == DType.F32 || type.dtype() == DType.F64;
    }
}
