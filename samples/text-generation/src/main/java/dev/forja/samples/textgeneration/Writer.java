package dev.forja.samples.textgeneration;

import dev.forja.runtime.Workspace;
import dev.forja.samples.support.CharacterSampler;
import dev.forja.samples.support.CharacterText;

/** Writes text, character by character. Its state is what it remembers of those it has read. */
final class Writer {
    /** Units of the model's memory. */
    private static final int UNITS = 256;

    private final CharacterLstm model;
    private final CharacterText text;
    private final CharacterSampler sampler;
    private final Workspace workspace;
    private final int[] character = new int[1];
    private final float[] logits;
    private float[] state;
    private float[] after;

    /** A writer that has read nothing yet. */
    Writer(CharacterLstm model, CharacterText text, CharacterSampler sampler) {
        this.model = model;
        this.text = text;
        this.sampler = sampler;
        workspace = model.workspace(1);
        logits = new float[text.alphabet().length()];
        state = new float[2 * UNITS];
        after = new float[2 * UNITS];
    }

    /** The beginning and as many characters more. */
    String write(String beginning, int count) {
        var written = new StringBuilder(beginning);
        int next = 0;
        for (int code : text.codes(beginning)) {
            next = next(code);
        }
        for (int i = 0; i < count; i++) {
            written.append(text.character(next));
            next = next(next);
        }
        return written.toString();
    }

    /** Reads a character and draws the one that follows. Allocates nothing. */
    int next(int code) {
        character[0] = code;
        model.read(character, state, 1, after, workspace);
        float[] before = state;
        state = after;
        after = before;
        model.foretell(state, 1, logits, workspace);
        return sampler.draw(logits, 0, logits.length);
    }
}
