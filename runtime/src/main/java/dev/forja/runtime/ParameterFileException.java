package dev.forja.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of parameters or a checkpoint that is refused. The message names the file and, for each
 * problem found, the tensor, what was expected and what was found.
 */
public final class ParameterFileException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 10;

    private final transient Path file;
    private final transient List<String> problems;

    /**
     * @param file the refused file
     * @param problems at least one sentence, each without the file's name
     */
    public ParameterFileException(Path file, List<String> problems) {
        super(message(file, problems));
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    ParameterFileException(Path file, String problem) {
        this(file, List.of(problem));
    }

    /** The refused file; null after serialization. */
    public Path file() {
        return file;
    }

    /** All problems that were found; null after serialization. */
    public List<String> problems() {
        return problems;
    }

    private static String message(Path file, List<String> problems) {
        var text = new StringBuilder(file.toString()).append(": ");
        int shown = Math.min(SHOWN, problems.size());
        text.append(String.join("\n  ", problems.subList(0, shown)));
        if (shown < problems.size()) {
            text.append("\n  and ").append(problems.size() - shown).append(" more");
        }
        return text.toString();
    }
}
