package dev.forja.runtime.train;

import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.Workspace;

/**
 * One compiled training step: forward pass, backward pass and optimizer update. Generated once for
 * each loss of a model. Calls allocate nothing once the workspace has grown.
 */
public interface TrainingStep {
    /** The loss: its inputs, its symbols, its optimizer. */
    EntrySpec spec();

    /** Number of f32 values that the optimizer remembers between steps. */
    int slotCount();

    /**
     * Does one step in place on {@code state}. It reads {@link TrainingState#step} as the number of
     * updates done before (so Adam's t is {@code step + 1}) and adds one to it at its end.
     *
     * @param inputs arrays in the order of {@code spec().inputs()}, each exactly as long as its
     *     shape
     * @param symbols values in the order of {@code spec().symbols()}
     * @param learningRate factor of this step's update
     * @return the loss before the update
     * @throws IllegalArgumentException if an input does not fit; the state is then unchanged
     */
    float step(
            Object[] inputs,
            int[] symbols,
            float learningRate,
            TrainingState state,
            Workspace workspace);

    /** The loss alone; changes nothing in {@code state}. Arguments as in {@link #step}. */
    float loss(Object[] inputs, int[] symbols, TrainingState state, Workspace workspace);
}
