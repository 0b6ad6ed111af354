package dev.forja.samples.textgeneration;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

/** Foretells each next character of a text, by a long short-term memory. */
@Model
class CharacterLstm {
    static final int CHARACTERS = 65, WIDTH = 64, UNITS = 256;

    final Embedding characters = new Embedding(CHARACTERS, WIDTH);
    final Lstm memory = new Lstm(WIDTH, UNITS);
    final Dense output = new Dense(UNITS, CHARACTERS);

    /**
     * The state after one more character.
     *
     * @param character the character of each of n texts
     * @param state the state before it; zeros before the first
     */
    @Entry
    Tensor read(@Shape("n") IntTensor character, @Shape("2, n, 256") Tensor state) {
        return memory.step(characters.apply(character), state);
    }

    /**
     * The logits of the character that follows.
     *
     * @param state the state after the last character
     */
    @Entry
    Tensor foretell(@Shape("2, n, 256") Tensor state) {
        return output.apply(memory.hidden(state));
    }

    /**
     * The mean cross-entropy of a character, in nats.
     *
     * @param text t characters of n texts
     * @param next the characters that follow each of them
     */
    @Loss(optimizer = "adam", clipByGlobalNorm = 1)
    Tensor loss(@Shape("n, t") IntTensor text, @Shape("n, t") IntTensor next) {
        Tensor remembered = memory.apply(characters.apply(text));
        return mean(softmaxCrossEntropy(output.apply(remembered), next));
    }
}
