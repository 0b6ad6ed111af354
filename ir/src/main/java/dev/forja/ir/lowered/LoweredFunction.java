package dev.forja.ir.lowered;

import dev.forja.ir.graph.Role;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Map;

/**
 * One compiled function.
 *
 * @param kind how it is called
 * @param inputs arguments in order
 * @param symbols int arguments in order
 * @param outputs results in order: {@link Storage.Output} for an entry, {@link Storage.Scratch} for
 *     the scalar of a loss or a training step
 * @param scalars what the prologue writes into the workspace: learning rate, step, seed
 * @param workspace elements needed of each element type, over the symbols; absent when none
 */
public record LoweredFunction(
        String name,
        Kind kind,
        List<Argument> inputs,
        List<String> symbols,
        List<Output> outputs,
        List<ScalarInput> scalars,
        List<LoweredStep> calls,
        Map<DType, Dim> workspace) {
    public enum Kind {
        /** Writes output arrays. */
        ENTRY,
        /** Returns the scalar loss; changes nothing. */
        LOSS,
        /** Returns the scalar loss; updates parameters and slots in place. */
        STEP,
        /** Fills the packed constants from the parameters. */
        PACK
    }

    /**
     * An input of the call.
     *
     * @param bounds where the elements are positions: they lie from 0 to below each of these
     */
    public record Argument(String name, TensorType type, List<Dim> bounds) {
        public Argument {
            bounds = List.copyOf(bounds);
        }
    }

    /** A result and where it is. */
    public record Output(String name, TensorType type, Storage storage) {}

    /** A number that the caller passes, and its place in the workspace. */
    public record ScalarInput(Role role, Storage.Scratch storage) {}

    public LoweredFunction {
        inputs = List.copyOf(inputs);
        symbols = List.copyOf(symbols);
        outputs = List.copyOf(outputs);
        scalars = List.copyOf(scalars);
        calls = List.copyOf(calls);
        workspace = Map.copyOf(workspace);
    }
}
