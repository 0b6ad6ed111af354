package dev.forja.samples.transformer;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

/** Foretells each next character of a text, by causal self-attention to those before it. */
@Model
class Decoder {
    static final int CHARACTERS = 65, CONTEXT = 128, WIDTH = 128, HEADS = 4;
    static final double DROPPED = 0.15;

    final Embedding characters = new Embedding(CHARACTERS, WIDTH);
    @Parameter final Tensor positions = normal(0.02, CONTEXT, WIDTH);
    final TransformerBlock first = new TransformerBlock(WIDTH, HEADS, true, DROPPED);
    final TransformerBlock second = new TransformerBlock(WIDTH, HEADS, true, DROPPED);
    final TransformerBlock third = new TransformerBlock(WIDTH, HEADS, true, DROPPED);
    final LayerNorm norm = new LayerNorm(WIDTH);
    final Dense output = new Dense(WIDTH, CHARACTERS);

    /**
     * The logits of the character that follows each.
     *
     * @param text 128 characters of n texts
     */
    @Entry
    Tensor foretell(@Shape("n, 128") IntTensor text) {
        Tensor x = characters.apply(text).plus(positions);
        x = third.apply(second.apply(first.apply(x)));
        return output.apply(norm.apply(x));
    }

    /**
     * The mean cross-entropy of a character, in nats.
     *
     * @param text 128 characters of n texts
     * @param next the characters that follow each of them
     */
    @Loss(optimizer = "adamw", clipByGlobalNorm = 1, beta2 = 0.98, weightDecay = 0.05)
    Tensor loss(@Shape("n, 128") IntTensor text, @Shape("n, 128") IntTensor next) {
        return mean(softmaxCrossEntropy(foretell(text), next));
    }
}
