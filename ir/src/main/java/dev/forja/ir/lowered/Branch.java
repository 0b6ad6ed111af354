package dev.forja.ir.lowered;

import java.util.List;

/** Two lists of steps, of which a bool chooses one. */
public record Branch(Storage condition, List<LoweredStep> then, List<LoweredStep> otherwise)
        implements LoweredStep {
    public Branch {
        then = List.copyOf(then);
        otherwise = List.copyOf(otherwise);
    }
}
