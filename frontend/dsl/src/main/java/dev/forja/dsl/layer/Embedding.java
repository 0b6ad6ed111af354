package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.gather;
import static dev.forja.dsl.Initializers.uniform;

import dev.forja.dsl.IntTensor;
import dev.forja.dsl.Parameter;
import dev.forja.dsl.Tensor;

/** A vector for each number of a vocabulary. */
public final class Embedding {
    /** The vectors, {@code [vocabulary, width]}. */
    @Parameter private final Tensor table;

    /**
     * Makes a layer.
     *
     * @param vocabulary how many numbers there are, from 0
     * @param width size of the vectors
     */
    public Embedding(int vocabulary, int width) {
        table = uniform(-0.05, 0.05, vocabulary, width);
    }

    /**
     * The vectors of some numbers, {@code [..]} to {@code [.., width]}. A number outside the
     * vocabulary gives NaN.
     */
    public Tensor apply(IntTensor numbers) {
        return gather(table, numbers);
    }
}
