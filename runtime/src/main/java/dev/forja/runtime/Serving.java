package dev.forja.runtime;

/**
 * What a model serves with at a moment: the kernels of one lane count, and parameters that are
 * packed for them. Immutable; a {@link CompiledModel} swaps it as a whole, and generated code reads
 * it once a call.
 */
public final class Serving {
    /** Lane count of the kernels: 1, 4, 8 or 16. */
    final int lanes;

    /** The kernels, an object of the generated code class. */
    public final Object code;

    /** The parameters. */
    public final Parameters parameters;

    /** Weights rearranged for the kernels. Read only. */
    public final float[] packed;

    Serving(int lanes, Object code, Parameters parameters, float[] packed) {
        this.lanes = lanes;
        this.code = code;
        this.parameters = parameters;
        this.packed = packed;
    }
}
