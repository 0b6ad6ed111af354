package dev.forja.samples.transformer;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

/** Foretells each next character of a text, by causal self-attention to those before it. */
@Model
class Decoder {
    static final int CHARACTERS = 65, CONTEXT = 128, SPELLING = 4, WIDTH = 128, HEADS = 4;
    static final double DROPPED = 0.1;

    final Embedding characters = new Embedding(CHARACTERS, WIDTH);
    @Parameter final Tensor positions = normal(0.02, CONTEXT, WIDTH);
    @Parameter final Tensor spelling = glorot(SPELLING, WIDTH, WIDTH);
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
        Tensor seen = characters.apply(text);
        Tensor x = seen.plus(neighbours(seen)).plus(positions);
        x = third.apply(second.apply(first.apply(x)));
        return output.apply(norm.apply(x));
    }

    /** What each character and the three before it spell: a convolution that looks back only. */
    Tensor neighbours(Tensor x) {
        return conv1d(
                x, spelling, new int[] {1}, new int[] {SPELLING - 1, 0}, new int[] {1}, 1, "NHWC");
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
