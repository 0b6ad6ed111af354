package dev.forja.codegen.model;

import dev.forja.ir.lowered.KernelCall;
import dev.forja.ir.lowered.LoweredStep;
import dev.forja.ir.lowered.Storage;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.List;

/** About how many bytes of bytecode steps take, rather too many than too few. */
final class StepSize {
    /** Line, call, and symbols that are passed on. */
    private static final int CALL = 24;

    /** An array on the stack. */
    private static final int BUFFER = 5;

    /** A number, its sum with the terms before it, and the conversion. */
    private static final int TERM = 7;

    /** A symbol, converted and multiplied. */
    private static final int SYMBOL = 5;

    /** A call of a rounding or choosing function. */
    private static final int FUNCTION = 6;

    private StepSize() {}

    /** Cuts steps into lists that are at most so large, as long as each step is. */
    static List<List<LoweredStep>> parts(List<LoweredStep> steps, int most) {
        var parts = new ArrayList<List<LoweredStep>>();
        var part = new ArrayList<LoweredStep>();
        int size = 0;
        for (var step : steps) {
            int own = of(step);
            if (!part.isEmpty() && size + own > most) {
                parts.add(List.copyOf(part));
                part.clear();
                size = 0;
            }
            part.add(step);
            size += own;
        }
        parts.add(List.copyOf(part));
        return parts;
    }

    private static int of(LoweredStep step) {
        if (!(step instanceof KernelCall kernel)) {
            // Loops and branches stand in methods of their own.
            return CALL;
        }
        int buffers = kernel.buffers().stream().mapToInt(StepSize::of).sum();
        return Math.max(1, kernel.methods().size()) * (CALL + buffers);
    }

    private static int of(Storage storage) {
        return BUFFER + (storage instanceof Storage.Scratch(_, var offset) ? of(offset) : TERM);
    }

    private static int of(Dim dim) {
        int size = 0;
        for (var monomial : dim.terms().keySet()) {
            size += TERM;
            for (var atom : monomial.atoms()) {
                size +=
                        switch (atom) {
                            case Dim.Symbol _ -> SYMBOL;
                            case Dim.Apply(_, var left, var right) ->
                                    FUNCTION + of(left) + of(right);
                        };
            }
        }
        return size;
    }
}
