package dev.forja.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one execution wrote last time, kept beside the build output so that {@code clean} removes it
 * too.
 *
 * @param digest fingerprint of the inputs
 * @param classes class files relative to the output directory, with slashes, and the digest of each
 */
record BuildState(String digest, SortedMap<String, String> classes) {
    static final String FILE = "state";
    private static final String HEADER = "forja-build-state 1";
    static final BuildState NONE = new BuildState("", new TreeMap<>());

    /**
     * {@link #NONE} when there is none or it is not readable as one: the models are then simply
     * compiled again.
     */
    static BuildState read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        String[] lines = Files.readString(file).split("\n");
        if (lines.length < 2 || !lines[0].equals(HEADER)) {
            return NONE;
        }
        SortedMap<String, String> classes = new TreeMap<>();
        for (int i = 2; i < lines.length; i++) {
            int space = lines[i].indexOf(' ');
            if (space < 0) {
                return NONE;
            }
            classes.put(lines[i].substring(space + 1), lines[i].substring(0, space));
        }
        return new BuildState(lines[1], classes);
    }

    void write(Path folder) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n').append(digest).append('\n');
        for (Map.Entry<String, String> entry : classes.entrySet()) {
            text.append(entry.getValue()).append(' ').append(entry.getKey()).append('\n');
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(FILE), text);
    }
}
