package dev.forja.samples.transformer;

import dev.forja.runtime.Workspace;
import dev.forja.samples.support.CharacterSampler;
import dev.forja.samples.support.CharacterText;
import java.util.Arrays;

/** Writes text, character by character, each from the 128 before it at most. */
final class Writer {
    /** Positions that the model sees. */
    private static final int CONTEXT = 128;

    private final Decoder model;
    private final CharacterText text;
    private final CharacterSampler sampler;
    private final Workspace workspace;
    private final float[] logits;

    Writer(Decoder model, CharacterText text, CharacterSampler sampler) {
        this.model = model;
        this.text = text;
        this.sampler = sampler;
        workspace = model.workspace(1);
        logits = new float[CONTEXT * text.alphabet().length()];
    }

    /** The beginning and as many characters more. */
    String write(String beginning, int count) {
        var written = new StringBuilder(beginning);
        int characters = text.alphabet().length();
        for (int i = 0; i < count; i++) {
            int seen = Math.min(written.length(), CONTEXT);
            int[] context = text.codes(written.substring(written.length() - seen));
            // What stands behind the last character is never looked at: attention is causal.
            int[] window = Arrays.copyOf(context, CONTEXT);
            model.foretell(window, 1, logits, workspace);
            int next = sampler.draw(logits, (seen - 1) * characters, characters);
            written.append(text.character(next));
        }
        return written.toString();
    }
}
