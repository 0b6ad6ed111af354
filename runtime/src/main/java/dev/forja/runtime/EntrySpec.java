package dev.forja.runtime;

import java.util.List;
import java.util.Objects;

/**
 * One callable function of a model.
 *
 * @param name name of the method in the model source
 * @param kind plain entry or loss
 * @param inputs tensors it takes, in order
 * @param outputs tensors it gives, in order; a loss gives one scalar
 * @param symbols symbolic dimensions, in the order in which calls pass their values
 * @param optimizer optimizer of a loss, null for a plain entry or a loss that is only evaluated
 */
public record EntrySpec(
        String name,
        Kind kind,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        List<String> symbols,
        OptimizerSpec optimizer) {
    /** What an entry is for. */
    public enum Kind {
        /** Computes outputs from inputs. */
        ENTRY,
        /** Gives the loss that a training step lowers. */
        LOSS
    }

    public EntrySpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        symbols = List.copyOf(symbols);
        if (kind == Kind.ENTRY && optimizer != null) {
            throw new IllegalArgumentException("entry '" + name + "' cannot have an optimizer");
        }
    }
}
