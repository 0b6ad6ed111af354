package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.reshape;
import static dev.forja.dsl.Functions.scaledDotProductAttention;
import static dev.forja.dsl.Functions.transpose;

import dev.forja.dsl.Tensor;

/** Attention of several heads next to each other (Vaswani and others 2017). */
public final class MultiHeadAttention {
    private final int width;
    private final int heads;
    private final boolean causal;
    private final Dense query;
    private final Dense key;
    private final Dense value;
    private final Dense output;

    /**
     * Makes a layer.
     *
     * @param width size of the last axis of what it is applied to and of the result
     * @param heads divides the width
     * @param causal whether position i sees positions up to i only
     */
    public MultiHeadAttention(int width, int heads, boolean causal) {
        this.width = width;
        this.heads = heads;
        this.causal = causal;
        query = new Dense(width, width);
        key = new Dense(width, width);
        value = new Dense(width, width);
        output = new Dense(width, width);
    }

    /** Attention of a sequence to itself, {@code [batch, length, width]}. */
    public Tensor apply(Tensor x) {
        return apply(x, x);
    }

    /**
     * Attention of one sequence to another.
     *
     * @param x {@code [batch, length, width]}, as the result
     * @param other {@code [batch, other length, width]}
     */
    public Tensor apply(Tensor x, Tensor other) {
        Tensor seen =
                scaledDotProductAttention(
                        split(query.apply(x)),
                        split(key.apply(other)),
                        split(value.apply(other)),
                        causal);
        Tensor joined = reshape(transpose(seen, 0, 2, 1, 3), x.dim(0), x.dim(1), width);
        return output.apply(joined);
    }

    /** {@code [batch, length, width]} to {@code [batch, heads, length, width / heads]}. */
    private Tensor split(Tensor x) {
        return transpose(reshape(x, x.dim(0), x.dim(1), heads, width / heads), 0, 2, 1, 3);
    }
}
