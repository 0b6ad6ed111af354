package dev.forja.samples.textclassification;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

/** Tells spam by the mean of the vectors of a mail's words and pairs of words. */
@Model
class SpamFilter {
    static final int ROWS = 16384, WIDTH = 32, HIDDEN = 16;

    /** Share of the tokens, and of the numbers of a meaning, that a step of training ignores. */
    static final double TOKENS_DROPPED = 0.5, DROPPED = 0.3;

    final Embedding embedding = new Embedding(ROWS, WIDTH);
    final Dense hidden = new Dense(WIDTH, HIDDEN);
    final Dense output = new Dense(HIDDEN, 1);

    /** The mean over the tokens that there are; 0 stands for none. */
    Tensor meaning(@Shape("n, t") IntTensor tokens) {
        Tensor there = where(tokens.notEqualTo(0), ones(tokens.dim(0), tokens.dim(1)), 0);
        there = dropout(there, TOKENS_DROPPED);
        Tensor vectors = embedding.apply(tokens).times(expandDims(there, 2));
        Tensor count = maximum(sum(there, true, 1), 1);
        return sum(vectors, 1).dividedBy(count);
    }

    /**
     * The logarithm of how much likelier a mail is spam than not, which tells very likely from
     * almost certain where the probability is 1 either way.
     *
     * @param tokens the numbers of the words and pairs of words of each mail
     */
    @Entry
    Tensor logit(@Shape("n, t") IntTensor tokens) {
        Tensor y = relu(hidden.apply(dropout(meaning(tokens), DROPPED)));
        return output.apply(y).reshape(-1);
    }

    /**
     * The probability that a mail is spam.
     *
     * @param tokens the numbers of the words and pairs of words of each mail
     */
    @Entry
    Tensor score(@Shape("n, t") IntTensor tokens) {
        return sigmoid(logit(tokens));
    }

    /**
     * The mean cross-entropy.
     *
     * @param tokens the numbers of the words and pairs of words of each mail
     * @param spam 1 for spam, 0 for wanted mail
     */
    @Loss(optimizer = "adam")
    Tensor loss(@Shape("n, t") IntTensor tokens, @Shape("n") Tensor spam) {
        return binaryCrossEntropy(logit(tokens), spam);
    }
}
