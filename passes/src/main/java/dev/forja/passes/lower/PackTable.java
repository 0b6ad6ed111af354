package dev.forja.passes.lower;

import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What one variant computes when parameters are put into service, each value once: tensors that
 * depend on parameters alone, and copies of parameters and such tensors in the layouts in which
 * kernels read them. Values have numbers; operands have smaller ones than what is computed of them.
 */
final class PackTable {
    /** Where a value comes from. */
    sealed interface Value {
        TensorType type();
    }

    /** A parameter of the model. */
    record Parameter(String name, TensorType type) implements Value {}

    /**
     * The result of kernels that write parts of it.
     *
     * @param writers in order of execution, at least one
     */
    record Computed(List<Writer> writers) implements Value {
        Computed {
            writers = List.copyOf(writers);
        }

        @Override
        public TensorType type() {
            return writers.getFirst().kernel().result();
        }
    }

    /**
     * A kernel over values.
     *
     * @param operands numbers of values
     */
    record Writer(Kernel kernel, List<Integer> operands) {
        Writer {
            operands = List.copyOf(operands);
        }
    }

    private static final int ALIGNMENT = 16;

    private final Map<Value, Integer> numbers = new LinkedHashMap<>();
    private final List<Value> values = new ArrayList<>();
    private final Map<Integer, Long> offsets = new LinkedHashMap<>();
    private long size;

    /** The number of a value. */
    int enter(Value value) {
        return numbers.computeIfAbsent(
                value,
                _ -> {
                    values.add(value);
                    return values.size() - 1;
                });
    }

    Value value(int number) {
        return values.get(number);
    }

    /** Where the value is kept for calls to read it; a place is made when first asked for. */
    long offset(int number) {
        return offsets.computeIfAbsent(
                number,
                _ -> {
                    long offset = size;
                    long elements = values.get(number).type().shape().size().constant();
                    size += Math.ceilDiv(elements, ALIGNMENT) * ALIGNMENT;
                    return offset;
                });
    }

    /** Is the value kept? */
    boolean isKept(int number) {
        return offsets.containsKey(number);
    }

    /** Floats of all values that are kept. */
    long size() {
        return size;
    }

    /** The values that are kept, and those that they are computed of, in order. */
    List<Integer> needed() {
        var needed = new TreeSet<>(offsets.keySet());
        for (int number = values.size() - 1; number >= 0; number--) {
            if (needed.contains(number) && values.get(number) instanceof Computed(var writers)) {
                writers.forEach(writer -> needed.addAll(writer.operands()));
            }
        }
        return List.copyOf(needed);
    }
}
