package dev.forja.ir.graph;

/**
 * A method of the generated class.
 *
 * @param forward inputs and parameters to outputs; for a loss the first output is a scalar
 * @param optimizer how a loss is minimised; null for an entry
 * @param doc the Javadoc of the source method, may be empty
 */
public record EntryDef(Function forward, OptimizerDef optimizer, String doc) {
    public boolean isLoss() {
        return optimizer != null;
    }

    public String name() {
        return forward.name();
    }
}
