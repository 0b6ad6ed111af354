package dev.forja.dsl.layer;

import static dev.forja.dsl.Functions.dropout;
import static dev.forja.dsl.Functions.gelu;

import dev.forja.dsl.Tensor;

/**
 * A block of a transformer (Vaswani and others 2017), with normalisation before each part (Xiong
 * and others 2020): {@code y = x + attention(norm(x))}, then {@code y + W2 gelu(W1 norm(y))}.
 */
public final class TransformerBlock {
    private static final int WIDENING = 4;

    private final LayerNorm attentionNorm;
    private final MultiHeadAttention attention;
    private final LayerNorm denseNorm;
    private final Dense wider;
    private final Dense narrower;
    private final double rate;

    /**
     * Makes a block without dropout.
     *
     * @param width size of the last axis of what it is applied to and of the result
     * @param heads divides the width
     * @param causal whether position i sees positions up to i only
     */
    public TransformerBlock(int width, int heads, boolean causal) {
        this(width, heads, causal, 0);
    }

    /**
     * Makes a block.
     *
     * @param width size of the last axis of what it is applied to and of the result
     * @param heads divides the width
     * @param causal whether position i sees positions up to i only
     * @param rate share of each part's result that training drops, from 0 to below 1
     */
    public TransformerBlock(int width, int heads, boolean causal, double rate) {
        this.rate = rate;
        attentionNorm = new LayerNorm(width);
        attention = new MultiHeadAttention(width, heads, causal);
        denseNorm = new LayerNorm(width);
        wider = new Dense(width, WIDENING * width);
        narrower = new Dense(WIDENING * width, width);
    }

    /** The block's result, {@code [batch, length, width]} to the like. */
    public Tensor apply(Tensor x) {
        Tensor y = x.plus(dropped(attention.apply(attentionNorm.apply(x))));
        return y.plus(dropped(narrower.apply(gelu(wider.apply(denseNorm.apply(y))))));
    }

    private Tensor dropped(Tensor x) {
        return rate == 0 ? x : dropout(x, rate);
    }
}
