package dev.forja.compiler.cli;

import dev.forja.compiler.load.LoadedModel;
import dev.forja.runtime.EntrySpec;
import java.nio.file.Path;
import java.util.List;

/** Picks the model and the entry that a command means. */
final class Entries {
    private Entries() {}

    static LoadedModel single(List<LoadedModel> models, Path source) {
        if (models.size() != 1) {
            throw new InputException(
                    source
                            + ": expected one model, found "
                            + models.stream().map(m -> m.model().spec().model()).toList());
        }
        return models.getFirst();
    }

    /** The named entry, or the only one when none is named. */
    static String choose(LoadedModel model, String wanted) {
        List<String> entries =
                model.model().spec().entries().stream()
                        .filter(entry -> entry.kind() == EntrySpec.Kind.ENTRY)
                        .map(EntrySpec::name)
                        .toList();
        String name = model.model().spec().model();
        if (wanted == null && entries.size() != 1) {
            throw new InputException(
                    "model " + name + " has the entries " + entries + ": choose one with --entry");
        }
        if (wanted != null && !entries.contains(wanted)) {
            throw new InputException(
                    "model " + name + " has no entry '" + wanted + "'; it has " + entries);
        }
        return wanted == null ? entries.getFirst() : wanted;
    }
}
