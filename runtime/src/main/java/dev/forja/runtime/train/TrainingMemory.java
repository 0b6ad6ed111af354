package dev.forja.runtime.train;

import dev.forja.runtime.ElementType;
import dev.forja.runtime.Workspace;
import java.util.Locale;

/**
 * Memory that training holds, in bytes.
 *
 * @param parameters values of all parameters
 * @param optimizer what the optimizer remembers between steps
 * @param workspace the largest that the workspace has been: what a step keeps from forward to
 *     backward pass, gradients and packed operands
 */
public record TrainingMemory(long parameters, long optimizer, long workspace) {
    /** The memory of a state and of the workspace that its steps use. */
    public static TrainingMemory of(TrainingState state, Workspace workspace) {
        long parameters = 0;
        for (var type : ElementType.values()) {
            parameters += (long) type.bytes() * type.length(state.array(type));
        }
        long optimizer = (long) ElementType.F32.bytes() * state.slots.length;
        return new TrainingMemory(parameters, optimizer, workspace.bytes());
    }

    /** {@code parameters 38 KB, optimizer 77 KB, workspace 1.2 MB}. */
    @Override
    public String toString() {
        return "parameters "
                + text(parameters)
                + ", optimizer "
                + text(optimizer)
                + ", workspace "
                + text(workspace);
    }

    private static String text(long bytes) {
        if (bytes < 10_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.0f KB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
